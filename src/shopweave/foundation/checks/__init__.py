"""What must be in order, with a sentence and a remedy when it is not."""

from shopweave.foundation.checks.checks import Check, Checks, Finding
from shopweave.foundation.checks.errors import (
    CheckBroke,
    ClockBehind,
    DiskNearlyFull,
    PortBusy,
    WorkStands,
)
from shopweave.foundation.checks.standard import (
    clock_is_right,
    database_answers,
    disk_has_room,
    port_is_ours,
    work_is_done,
)

__all__ = [
    "Check",
    "CheckBroke",
    "Checks",
    "ClockBehind",
    "DiskNearlyFull",
    "Finding",
    "PortBusy",
    "WorkStands",
    "clock_is_right",
    "database_answers",
    "disk_has_room",
    "port_is_ours",
    "work_is_done",
]
