"""Models on disk: immutable versions, one row that makes one live, a swap without a pause.

Owns the table model_releases and the folder of artefacts. Publishes no events.
"""

from shopweave.foundation.artefacts.errors import (
    Damaged,
    NoSuchVersion,
    NotGoodEnough,
    NothingToRollBack,
)
from shopweave.foundation.artefacts.live import Live
from shopweave.foundation.artefacts.steps import STEPS, Step
from shopweave.foundation.artefacts.store import ArtefactStore, Gate, open_gate
from shopweave.foundation.artefacts.types import Artefact, Manifest, Release

__all__ = [
    "STEPS",
    "Artefact",
    "ArtefactStore",
    "Damaged",
    "Gate",
    "Live",
    "Manifest",
    "NoSuchVersion",
    "NotGoodEnough",
    "NothingToRollBack",
    "Release",
    "Step",
    "open_gate",
]
