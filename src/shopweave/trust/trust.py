"""Everything of trust, wired: what app.py opens once."""

from dataclasses import dataclass
from pathlib import Path

from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database
from shopweave.trust.consent import PERSONAL_DATA as CONSENT
from shopweave.trust.door import CheckPage, Cookies, Door
from shopweave.trust.personal_data import (
    Aliases,
    PersonalData,
    Tombstones,
    only_itself,
)
from shopweave.trust.sign_in import SignIn
from shopweave.trust.staff import Passwords
from shopweave.trust.vault import Keyring, Safe, Vault, refuse_loss

KEY_FILE = "installation.key"
TOMBSTONE_FILE = "erased.log"
CHECKPOINT_FILE = "audit.checkpoint"


@dataclass(frozen=True, slots=True)
class Trust:
    """The parts that need a key, a clock or the database; the rest are plain functions."""

    vault: Vault
    safe: Safe
    door: Door
    cookies: Cookies
    passwords: Passwords
    sign_in: SignIn
    personal_data: PersonalData
    audit_key: bytes
    link_key: bytes
    checkpoint_file: Path

    @classmethod
    def open(
        cls,
        database: Database,
        clock: Clock,
        folder: Path,
        check_page: CheckPage,
        public_host: str = "",
        https: bool = False,
        aliases: Aliases = only_itself,
    ) -> "Trust":
        """Open the key file in `folder`, or make it for a new shop; raises `KeyFileMissing`.

        `aliases` tells every pseudonym of a person; rooms with personal data register later.
        `check_page` raises when a form did not come from one of the console's pages.
        With a `public_host`, or with `https`, the cookies are marked for HTTPS only.
        """
        with database.read() as tx:
            refuse_loss(tx, folder / KEY_FILE)
        keyring = Keyring.open(folder / KEY_FILE)
        vault = Vault(keyring, clock)
        cookies = Cookies(secure=bool(public_host) or https)
        passwords = Passwords()
        tombstones = Tombstones(folder / TOMBSTONE_FILE)
        return cls(
            vault=vault,
            safe=Safe(keyring),
            door=Door(database, clock, cookies, check_page, public_host),
            cookies=cookies,
            passwords=passwords,
            sign_in=SignIn(database, passwords, keyring.secret("device"), clock),
            personal_data=PersonalData([CONSENT], vault, tombstones, aliases),
            audit_key=keyring.secret("audit"),
            link_key=keyring.secret("links"),
            checkpoint_file=folder / CHECKPOINT_FILE,
        )

    def close(self) -> None:
        """Write down what was used last, and end the threads."""
        self.door.close()
