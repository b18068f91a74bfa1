"""Who was erased, written down beside the database too, where no old backup overwrites it."""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from shopweave.foundation.ids import is_id


class Tombstones:
    """A file with a pseudonym and a time in each line; it only grows."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def read(self) -> list[str]:
        """The pseudonyms; a line broken off by a crash is passed over."""
        if not self.file.exists():
            return []
        names = (line.split(" ")[0] for line in self.file.read_text().splitlines())
        return [name for name in names if is_id(name)]

    def add(self, customers: Iterable[str], at: datetime) -> None:
        """Append durably."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w") as stream:
            # The first line break closes a line that a crash may have broken off.
            stream.write("\n" + "".join(f"{name} {at.isoformat()}\n" for name in customers))
            stream.flush()
            os.fsync(stream.fileno())
