"""The state of a table, all of it in the address: the search, the order and the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

SIZE = 50


@dataclass(frozen=True, slots=True)
class Listing:
    """One view of a table. `sort` names a column, with a minus for the largest first."""

    address: str
    sort: str
    text: str = ""
    page: int = 1
    filters: Mapping[str, str] = field(default_factory=dict)
    usual: str = ""

    @classmethod
    def read(
        cls, address: str, query: Mapping[str, str], sorts: tuple[str, ...], *filters: str
    ) -> "Listing":
        """Read the state from an address; what is not understood becomes the usual view."""
        sort = query.get("sort", "")
        known = sort.removeprefix("-") in {name.removeprefix("-") for name in sorts}
        page = query.get("page", "")
        return cls(
            address,
            sort if known else sorts[0],
            query.get("q", "").strip()[:200],
            max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1,
            {name: query[name] for name in filters if query.get(name)},
            sorts[0],
        )

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (self.page - 1) * SIZE

    @property
    def limit(self) -> int:
        """Rows on a page."""
        return SIZE

    @property
    def column(self) -> str:
        """The column that is sorted by."""
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        """Whether the largest comes first."""
        return self.sort.startswith("-")

    @property
    def narrowed(self) -> bool:
        """Whether a search or filter hides rows."""
        return bool(self.text or self.filters)

    def order(self, column: str) -> str:
        """The value of aria-sort for a column's heading, empty when it is not sorted by."""
        if column != self.column:
            return ""
        return "descending" if self.descending else "ascending"

    def sorted_by(self, column: str, *, largest_first: bool) -> str:
        """Address that sorts by the column; once more turns the order round."""
        first = f"-{column}" if largest_first else column
        turned = column if largest_first else f"-{column}"
        return self._to(sort=turned if self.sort == first else first, page=1)

    def turned_to(self, page: int) -> str:
        """Address of another page of the same view."""
        return self._to(sort=self.sort, page=page)

    def filtered(self, name: str, value: str) -> str:
        """Address of the same view with one filter set, or dropped when empty."""
        kept = {key: held for key, held in self.filters.items() if key != name}
        return self._to(
            sort=self.sort, page=1, filters={**kept, **({name: value} if value else {})}
        )

    def pages(self, total: int) -> int:
        """Pages that `total` rows fill, at least one."""
        return max(1, -(-total // SIZE))

    def _to(self, sort: str, page: int, filters: Mapping[str, str] | None = None) -> str:
        values = {"q": self.text, **(self.filters if filters is None else filters)}
        values |= {
            "sort": "" if sort == self.usual else sort,
            "page": "" if page < 2 else str(page),
        }
        query = urlencode({name: value for name, value in values.items() if value})
        return f"{self.address}?{query}" if query else self.address
