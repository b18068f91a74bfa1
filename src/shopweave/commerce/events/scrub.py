"""Nothing personal enters the ledger: what looks like it is replaced before it is stored."""

import re
from math import isfinite

LONGEST = 200
_ITEMS = 20
_REMEMBERED = 20_000
# One cheap look first: most texts have neither an "@" nor seven digits close together.
_SUSPECT = re.compile(r"[@＠\x00]|\d(?:[\s().\-/]{0,3}\d){6}")
_EMAIL = re.compile(r"[^\s@＠<>\"',;:]{1,64}[@＠][^\s@＠<>\"',;]{1,190}")
_IP = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_DIGITS = re.compile(r"\+?\(?\d(?:[\s().\-/]{0,3}\d){6,}")
_CARD = range(13, 20)
_PHONE = range(9, 16)
_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]*://([^/?#]*))?([^?#]*)")
_PATH = 2000
_SAFE_ID = re.compile(r"[A-Za-z0-9_.:\-]{1,64}")


def luhn(digits: str) -> bool:
    """Whether the digits end in the check digit of payment cards (ISO/IEC 7812-1, annex B)."""
    doubled = (sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def _number(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    if len(digits) in _CARD and digits[0] in "23456" and luhn(digits):
        return "[card]"
    if len(digits) < _PHONE.start:
        return match.group()
    return "[phone]" if len(digits) in _PHONE else "[number]"


class _Seen(set[str]):
    """Texts found clean before, for names and categories that come again and again."""

    def note(self, text: str) -> None:
        """Remember one more, or begin anew when there are many."""
        if len(self) >= _REMEMBERED:
            self.clear()
        self.add(text)


_clean = _Seen()


def text(value: str) -> str:
    """Shorten the text and replace e-mail and IP addresses, phone and card numbers in it."""
    if value in _clean:
        return value
    if len(value) <= LONGEST and not _SUSPECT.search(value):
        _clean.note(value)
        return value
    short = value[: LONGEST + 100] if len(value) > LONGEST else value
    short = _EMAIL.sub("[email]", short.replace("\x00", ""))
    return _DIGITS.sub(_number, _IP.sub("[ip]", short))[:LONGEST]


def value(given: object) -> object:
    """A plain value fit to store, or None: texts scrubbed, nested objects left out."""
    if isinstance(given, str):
        return text(given) or None
    if isinstance(given, bool):
        return given
    if isinstance(given, int | float):
        return _figure(given)
    if isinstance(given, list):
        return [kept for item in given[:_ITEMS] if (kept := _plain(item)) is not None] or None
    return None


def _plain(item: object) -> object:
    return None if isinstance(item, list) else value(item)


def _figure(given: float) -> float | None:
    # An integer of twelve digits may be a phone or card number, and no shop counts that far.
    return given if isfinite(given) and abs(given) < 1e9 else None


def reference(given: object, longest: int = 128) -> str | None:
    """A product's, order's or place's own number as text; None for what is none."""
    if isinstance(given, str):
        plain = given.strip()
        if not plain or len(plain) > longest or "\x00" in plain:
            return None
        return None if "@" in plain or _is_card(plain) else plain
    if isinstance(given, int) and not isinstance(given, bool) and abs(given) < 10**18:
        return str(given)
    return None


def _is_card(plain: str) -> bool:
    # Barcodes have 8, 12, 13 or 14 digits; cards 15, 16 or 19, so that these may be told apart.
    return plain.isdigit() and len(plain) in {15, 16, 19} and plain[0] in "3456" and luhn(plain)


def token(given: object) -> str | None:
    """A machine's own identifier (session, list), or None for what might be anything else."""
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    if isinstance(given, str) and _SAFE_ID.fullmatch(given):
        return given
    return None


def path(given: object) -> str | None:
    """The path of a page address, without host, query and fragment, which may name a person."""
    found = _ADDRESS.match(given) if isinstance(given, str) else None
    if found is None:
        return None
    _, whole = found.groups()
    return text(whole[:_PATH]) if whole else ("/" if found[1] else None)


def host(given: object) -> str | None:
    """The host of a page address."""
    found = _ADDRESS.match(given) if isinstance(given, str) else None
    if found is None or found[1] is None:
        return None
    return text(found[1][:_PATH].rpartition("@")[2]) or None
