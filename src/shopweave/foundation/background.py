"""A thread that repeats one step until it is told to stop."""

import threading
from collections.abc import Callable

import structlog

from shopweave.foundation.database import Wakeup

_PAUSE_AFTER_AN_ERROR = 1.0
log = structlog.get_logger(__name__)


class Background:
    """Repeats `step` while it returns True, and waits for a wake-up when it returns False.

    A failing step is logged and tried again a second later: the thread ends only by `stop`.
    """

    def __init__(
        self, name: str, step: Callable[[], bool], wakeup: Wakeup, every: float = 60.0
    ) -> None:
        self._step = step
        self._wakeup = wakeup
        self._every = every
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> "Background":
        """Begin in its own thread."""
        self._thread.start()
        return self

    def ask_to_stop(self) -> None:
        """Begin no further step and wait no longer; returns at once."""
        self._stopping.set()
        self._wakeup.interrupt()

    def stop(self, timeout: float = 10.0) -> None:
        """Finish the running step, then end."""
        self.ask_to_stop()
        if self._thread.is_alive():
            self._thread.join(timeout)
        self._wakeup.close()

    @property
    def alive(self) -> bool:
        """Whether the thread still runs."""
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                more = self._step()
            except Exception:
                log.exception("background step failed", thread=self._thread.name)
                self._stopping.wait(_PAUSE_AFTER_AN_ERROR)
                continue
            if not more and not self._stopping.is_set():
                self._wakeup.wait(self._every)
