"""Who works here."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class User:
    """A person with an account; several roles add up."""

    id: str
    login: str
    name: str
    roles: tuple[str, ...]
    language: str
    created_at: datetime
    disabled_at: datetime | None

    @property
    def active(self) -> bool:
        """Whether the account is open."""
        return self.disabled_at is None


def normal_login(login: str) -> str:
    """The form in which logins are compared: NFKC, no outer blanks, no case."""
    return unicodedata.normalize("NFKC", login).strip().casefold()
