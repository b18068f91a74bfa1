"""The state of a table, all of it in the address: the search, the order and the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

SIZE = 50


@dataclass(frozen=True, slots=True)
class Listing:
    """One view of a table.

    sort: a column, with a minus for the largest first. after: the cursor that the page begins
    behind, empty for the first page. usual: the order when none is asked for.
    """

    address: str
    sort: str = ""
    text: str = ""
    after: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    usual: str = ""

    @classmethod
    def read(
        cls,
        address: str,
        query: Mapping[str, str],
        sorts: tuple[str, ...] = ("",),
        filters: tuple[str, ...] = (),
    ) -> "Listing":
        """Read the state from an address; an order that does not exist becomes the usual one."""
        sort = query.get("sort", "")
        known = sort.removeprefix("-") in {name.removeprefix("-") for name in sorts}
        return cls(
            address,
            sort if sort and known else sorts[0],
            query.get("q", "").strip()[:200],
            query.get("after", "")[:200],
            {name: query[name] for name in filters if query.get(name)},
            sorts[0],
        )

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
        """Whether a search, a filter or an old page may hide rows."""
        return bool(self.text or self.filters or self.after)

    def chosen(self, name: str) -> str | None:
        """The value of a filter, None when it is not set."""
        return self.filters.get(name)

    def order(self, column: str) -> str:
        """The value of aria-sort for a column's heading, empty when it is not sorted by."""
        if column != self.column:
            return ""
        return "descending" if self.descending else "ascending"

    def sorted_by(self, column: str, *, largest_first: bool) -> str:
        """Address that sorts by the column; once more turns the order round."""
        first = f"-{column}" if largest_first else column
        turned = column if largest_first else f"-{column}"
        return self._to(sort=turned if self.sort == first else first)

    def onward(self, cursor: str) -> str:
        """Address of the page behind the cursor; of the first page for an empty one."""
        return self._to(sort=self.sort, after=cursor)

    def filtered(self, name: str, value: str) -> str:
        """Address of the same view with one filter set, or dropped when empty."""
        kept = {key: held for key, held in self.filters.items() if key != name}
        return self._to(sort=self.sort, filters={**kept, **({name: value} if value else {})})

    @property
    def exported(self) -> str:
        """Address of the same view, all of its pages, as a file."""
        whole = self.onward("")
        return whole.replace(self.address, f"{self.address}.csv", 1)

    def _to(self, sort: str, after: str = "", filters: Mapping[str, str] | None = None) -> str:
        values = {"q": self.text, **(self.filters if filters is None else filters)}
        values |= {"sort": "" if sort == self.usual else sort, "after": after}
        query = urlencode({name: value for name, value in values.items() if value})
        return f"{self.address}?{query}" if query else self.address
