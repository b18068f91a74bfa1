"""Which passwords are too easy to guess.

NIST SP 800-63B-4: a length and a blocklist, no rules about kinds of characters.
"""

from collections.abc import Iterable

from shopweave.trust.staff.errors import PasswordGuessable, PasswordTooLong, PasswordTooShort

SHORTEST = 15
LONGEST = 256
_CONTEXT = ("shopweave",)
_WALKS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "q1w2e3r4t5y6u7i8o9p0",
)
# Longer than the least length, and still at the top of every list of leaked passwords.
_FAMOUS = frozenset(
    {
        "correcthorsebatterystaple",
        "passwordpassword",
        "passwordpassword1",
        "password123456789",
        "iloveyouiloveyou",
        "letmeinletmeinletmein",
        "administratoradministrator",
        "thequickbrownfox",
        "thequickbrownfoxjumpsoverthelazydog",
        "changemechangeme",
        "woaini1314woaini1314",
        "1qaz2wsx3edc4rfv",
        "qwertyuiopasdfghjklzxcvbnm",
    }
)


def check(password: str, context: Iterable[str] = ()) -> None:
    """Raise what is wrong with a password; `context` are the login, the name, the shop.

    Raises `PasswordTooShort`, `PasswordTooLong` or `PasswordGuessable`.
    """
    if len(password) < SHORTEST:
        raise PasswordTooShort(length=len(password), least=SHORTEST)
    if len(password) > LONGEST:
        raise PasswordTooLong(length=len(password), most=LONGEST)
    plain = "".join(password.casefold().split())
    if (
        plain in _FAMOUS
        or _repeats(plain)
        or any(plain in walk * 2 or plain in walk[::-1] * 2 for walk in _WALKS)
        or _adds_little(plain, [*_CONTEXT, *context])
    ):
        raise PasswordGuessable


def _repeats(text: str) -> bool:
    """Whether a piece of up to a third of the length is all there is."""
    pieces = range(1, len(text) // 3 + 1)
    return len(set(text)) < 5 or any(
        text == (text[:size] * len(text))[: len(text)] for size in pieces
    )


def _adds_little(text: str, context: list[str]) -> bool:
    for word in sorted(("".join(w.casefold().split()) for w in context), key=len, reverse=True):
        if len(word) >= 4:
            text = text.replace(word, "")
    return len(text) < 8
