"""Child processes that live and die with this one, and come back when they fall."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

_GRACE_SECONDS = 12.0
_CALM_SECONDS = 30.0
_LARGE_LOG = 10_000_000


@dataclass(slots=True)
class _Child:
    name: str
    arguments: list[str]
    process: subprocess.Popen[bytes]
    started: float
    falls: int = 0


@dataclass(slots=True)
class Supervisor:
    """Starts `shopweave ...` processes and keeps them running until it is told to stop.

    What they say goes to files in `logs`, one per name; the screen stays calm.
    """

    environment: Mapping[str, str]
    logs: Path
    _children: list[_Child] = field(default_factory=list)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def start(self, name: str, *arguments: str) -> None:
        """Start one process of this program."""
        self.logs.mkdir(parents=True, exist_ok=True)
        _put_away(self.log(name))
        child = _Child(name, list(arguments), self._spawn(name, list(arguments)), time.monotonic())
        self._children.append(child)

    def log(self, name: str) -> Path:
        """Where the process of that name writes."""
        return self.logs / f"{name}.log"

    def run(self) -> None:
        """Wait for Ctrl+C or SIGTERM; a process that falls is started again, slower each time."""
        signal.signal(signal.SIGTERM, self._stop_by_signal)
        signal.signal(signal.SIGINT, self._stop_by_signal)
        while not self._stopping.wait(0.3):
            for child in self._children:
                if child.process.poll() is not None:
                    self._restart(child)
        self.stop()

    def stop(self) -> None:
        """Ask every process to finish, the youngest first, and end what does not."""
        self._stopping.set()
        for child in reversed(self._children):
            child.process.terminate()
        deadline = time.monotonic() + _GRACE_SECONDS
        for child in self._children:
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()

    def failed(self, name: str) -> bool:
        """Whether the process ended by itself."""
        return any(c.name == name and c.process.poll() is not None for c in self._children)

    def _restart(self, child: _Child) -> None:
        lived = time.monotonic() - child.started
        child.falls = 0 if lived > _CALM_SECONDS else child.falls + 1
        if self._stopping.wait(min(0.2 * 2**child.falls, 10.0) if child.falls else 0.0):
            return
        child.process, child.started = self._spawn(child.name, child.arguments), time.monotonic()

    def _spawn(self, name: str, arguments: list[str]) -> subprocess.Popen[bytes]:
        # The pipe is the leash: when this process dies, however it dies, the child reads its end.
        with self.log(name).open("ab") as log:
            return subprocess.Popen(  # noqa: S603  # our own program with our own arguments
                [sys.executable, "-m", "shopweave", *arguments],
                env=dict(self.environment),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _stop_by_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping.set()


def _put_away(log: Path) -> None:
    """Keep one older file of a log that has grown large."""
    if log.exists() and log.stat().st_size > _LARGE_LOG:
        log.replace(log.with_suffix(".old.log"))
