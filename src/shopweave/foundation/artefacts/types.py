"""What a model version on disk is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopweave.foundation.database.json import loads


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version says of itself.

    facts: algorithm, parameters, data window, row counts, seed, metrics: whatever the trainer
    wants remembered. hashes: SHA-256 of each file.
    """

    model: str
    version: str
    made_at: datetime
    code_version: str
    facts: Mapping[str, Any]
    hashes: Mapping[str, str]
    bytes: int


@dataclass(frozen=True, slots=True)
class Artefact:
    """One immutable version; arrays are mapped, not read."""

    folder: Path
    manifest: Manifest

    def array(self, name: str) -> NDArray[Any]:
        """The array written as `name`, shared between processes through the page cache."""
        found: NDArray[Any] = np.load(self.folder / f"{name}.npy", "r", allow_pickle=False)
        return found

    def document(self, name: str) -> Any:
        """The JSON document written as `name`."""
        return loads((self.folder / f"{name}.json").read_bytes())

    def content(self, name: str) -> bytes:
        """The bytes of a file, by its full name."""
        return (self.folder / name).read_bytes()


@dataclass(frozen=True, slots=True)
class Release:
    """The moment when a version went live, and by whom; `facts` as the manifest had them."""

    id: int
    model: str
    version: str
    at: datetime
    by: str
    note: str
    facts: Mapping[str, Any]
