"""What a merchant changes in the console: typed, versioned, undone at will, seen within a second.

Owns the table preference_versions. What the machine's owner sets at start is a setting instead.
"""

from shopweave.foundation.preferences.change import change, get, history, undo
from shopweave.foundation.preferences.current import Preferences, Snapshot
from shopweave.foundation.preferences.errors import (
    ChangedMeanwhile,
    NotAPreference,
    NothingToUndo,
    UnknownPreference,
)
from shopweave.foundation.preferences.registry import decode, encode, preference, registered
from shopweave.foundation.preferences.types import Change

__all__ = [
    "Change",
    "ChangedMeanwhile",
    "NotAPreference",
    "NothingToUndo",
    "Preferences",
    "Snapshot",
    "UnknownPreference",
    "change",
    "decode",
    "encode",
    "get",
    "history",
    "preference",
    "registered",
    "undo",
]
