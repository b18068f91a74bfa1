"""Personal fields as ciphertext, under a key per customer; a keyed hash where one must match.

`vault.seal(tx, customer, place, row, text)` for use, `vault.index(purpose, text)` for matching.
Sealed columns are LargeBinary; `place` is "table.column" and `row` the row's id: a ciphertext
moved to another row, column or customer does not open. `destroy` makes a customer unreadable,
also in old backups as soon as the tombstones are applied again.
"""

from shopweave.trust.vault.errors import KeyDestroyed, KeyFileMissing, KeyFileUnsafe, Unreadable
from shopweave.trust.vault.keyring import Keyring, refuse_loss
from shopweave.trust.vault.safe import Safe
from shopweave.trust.vault.sealed import Plain, Sealed
from shopweave.trust.vault.vault import Vault

__all__ = [
    "KeyDestroyed",
    "KeyFileMissing",
    "KeyFileUnsafe",
    "Keyring",
    "Plain",
    "Safe",
    "Sealed",
    "Unreadable",
    "Vault",
    "refuse_loss",
]
