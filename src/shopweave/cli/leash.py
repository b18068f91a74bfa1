"""A supervised process ends when the one that started it is gone."""

import os
import signal
import threading


def follow_parent() -> None:
    """Send this process SIGTERM once its standard input closes."""
    threading.Thread(target=_wait_for_the_end, name="leash", daemon=True).start()


def _wait_for_the_end() -> None:
    # Not through sys.stdin: its lock would still be held when the interpreter ends.
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
