"""People who buy in the shops: everyone has a telephone of their own."""

import zlib


def phone(email: str) -> str:
    """The telephone of the person with this e-mail, the same in each shop."""
    return f"+493641{zlib.crc32(email.encode()) % 1_000_000:06d}"
