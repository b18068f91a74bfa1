"""A supervised process ends when the one that started it is gone."""

import os
import signal
import sys
import threading


def follow_parent() -> None:
    """Send this process SIGTERM once its standard input closes."""
    threading.Thread(target=_wait_for_the_end, name="leash", daemon=True).start()


def _wait_for_the_end() -> None:
    while sys.stdin.buffer.read(1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
