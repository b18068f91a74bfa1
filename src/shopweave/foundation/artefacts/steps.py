"""The steps of writing and publishing a model, where a test may pull the plug."""

from collections.abc import Callable

Step = Callable[[str], None]
STEPS = ("begun", "written", "synced", "renamed", "judged", "released", "tidied")


def nothing(_step: str) -> None:
    """Go on."""
