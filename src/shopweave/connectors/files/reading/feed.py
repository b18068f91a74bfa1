"""Google product feeds in XML: RSS 2.0 items and Atom entries with `g:` elements."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from shopweave.connectors.files.errors import BrokenFeed, UnsafeFeed
from shopweave.connectors.files.reading.unpack import unpacked
from shopweave.connectors.files.types import Origin, Reject, Row

_BLOCK = 2**16
_ROWS_FOR_COLUMNS = 1000
_REPEATED_JOIN = ","


@dataclass(slots=True)
class _Items:
    """Collects what stands inside each item; nested elements are named "shipping.price"."""

    done: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    current: dict[str, str] | None = None
    line: int = 0
    path: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def start(self, name: str, line: int) -> None:
        if self.current is None:
            if name in {"item", "entry"}:
                self.current, self.line = {}, line
            return
        self.path.append(name)
        self.text.clear()

    def end(self, name: str) -> None:
        if self.current is None:
            return
        if not self.path:
            self.done.append((self.line, self.current))
            self.current = None
            return
        key, value = ".".join(self.path), "".join(self.text).strip()
        if value:
            known = self.current.get(key)
            self.current[key] = value if known is None else known + _REPEATED_JOIN + value
        self.path.pop()
        self.text.clear()


class Feed:
    """Rows of a feed; the first 1,000 items say which columns there are."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        columns: dict[str, None] = {}
        for count, (_, item) in enumerate(self._items()):
            columns.update(dict.fromkeys(item))
            if count == _ROWS_FOR_COLUMNS:
                break
        self.columns = tuple(columns)

    def rows(self, reject: Reject) -> Iterator[Row]:
        """Yield the line on which each item begins, and its values."""
        for line, item in self._items():
            yield line, [item.get(column) for column in self.columns]

    def _items(self) -> Iterator[tuple[int, dict[str, str]]]:
        items = _Items()
        parser = self._parser(items)
        with unpacked(self._origin) as stream:
            while block := stream.read(_BLOCK):
                self._feed(parser, block, final=False)
                yield from items.done
                items.done.clear()
            self._feed(parser, b"", final=True)

    def _parser(self, items: _Items) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True

        def refuse(*_: Any) -> None:
            raise UnsafeFeed(file=self._origin.name, line=parser.CurrentLineNumber)

        parser.StartElementHandler = lambda name, _: items.start(
            _local(name), parser.CurrentLineNumber
        )
        parser.EndElementHandler = lambda name: items.end(_local(name))
        parser.CharacterDataHandler = items.text.append
        parser.EntityDeclHandler = refuse
        return parser

    def _feed(self, parser: expat.XMLParserType, block: bytes, *, final: bool) -> None:
        try:
            parser.Parse(block, final)
        except expat.ExpatError as error:
            raise BrokenFeed(
                file=self._origin.name,
                line=error.lineno,
                column=error.offset + 1,
                detail=expat.ErrorString(error.code),
            ) from error


def _local(name: str) -> str:
    """`g:price` is the feed's price; the prefix is only a name for a namespace."""
    return name.rpartition(":")[2]
