"""Bytes for receipt printers: ESC/POS, as most of them speak it since Epson wrote it down."""

from collections.abc import Iterable

from shopweave.commerce.till.paper import Row

_START = b"\x1b@"
_STRONG, _NORMAL = b"\x1bE\x01", b"\x1bE\x00"
_WESTERN = b"\x1c.\x1bt\x10"  # No Chinese mode, page 16: Windows 1252.
_CHINESE = b"\x1c&"
_CUT = b"\x1dVB\x03"


def escpos(rows: Iterable[Row]) -> bytes:
    """The rows in Windows 1252 where that has every sign, otherwise in GB 18030; then a cut."""
    kept = list(rows)
    western = all(_is_western(row.text) for row in kept)
    coding = "cp1252" if western else "gb18030"
    lines = (_line(row, coding) for row in kept)
    return b"".join((_START, _WESTERN if western else _CHINESE, *lines, _CUT))


def _line(row: Row, coding: str) -> bytes:
    text = row.text.rstrip().encode(coding, "replace") + b"\n"
    return _STRONG + text + _NORMAL if row.strong else text


def _is_western(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
