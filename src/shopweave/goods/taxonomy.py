"""The public taxonomy that products are proposed into: a selection of Google's, by number."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

FIELD = "google_product_category"


@dataclass(frozen=True, slots=True)
class Node:
    """A category. path: English, as it stands in feeds; words: what else such goods are called."""

    number: str
    path: str
    zh: str
    words: str

    @property
    def name(self) -> str:
        """Its last step in English."""
        return self.path.rpartition(" > ")[2]

    @property
    def texts(self) -> tuple[str, ...]:
        """What products of this category may say, to learn from."""
        return self.path, f"{self.name} {self.zh}", f"{self.zh} {self.words}"


@cache
def nodes() -> dict[str, Node]:
    """All categories by number."""
    text = resources.files("shopweave.goods").joinpath("taxonomy.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {row[0]: Node(*row) for row in rows}
