"""The real server as a process of its own for benchmarks and proofs: started, watched, killed."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from shopweave import schema
from shopweave.commerce import sources
from shopweave.commerce.sources import SourceDraft
from shopweave.foundation.clock import SystemClock
from shopweave.foundation.database import Database
from shopweave.trust import keys
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import SYSTEM, Permission

SENDING = frozenset({Permission.EVENTS_SEND})


@dataclass(frozen=True, slots=True)
class WriteKeys:
    """The two keys of one source."""

    secret: str
    public: str


def issue(database: Database, draft: SourceDraft, per_second: int = 100_000) -> WriteKeys:
    """Make the tables, a source, and keys that may send its events."""
    schema.upgrade(database)
    now = SystemClock().now()
    with database.write() as tx:
        source = sources.ensure(tx, draft, now)
        wanted = (
            NewKey(kind, kind.value, SENDING, source=source.id, per_second=per_second)
            for kind in (KeyKind.SECRET, KeyKind.PUBLIC)
        )
        secret, public = (keys.create(tx, SYSTEM, each, now)[1] for each in wanted)
    return WriteKeys(secret, public)


class ServerProcess:
    """`shopweave serve` as a process of its own, on a port of its own."""

    def __init__(self, database: str, folder: Path, port: int) -> None:
        self.database, self.folder, self.port = database, folder, port
        self.ready: list[float] = []
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "ServerProcess":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None and self._process.poll() is None:
            self.kill()

    def start(self, timeout: float = 60.0) -> None:
        """Start it, and note the seconds until it is ready."""
        begun = time.monotonic()
        with (self.folder / "server.log").open("ab") as log:
            command = [sys.executable, "-m", "shopweave", "serve"]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, env=self._settings())
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() - begun > timeout:
                raise RuntimeError((self.folder / "server.log").read_text()[-3000:])
            time.sleep(0.02)
        self.ready.append(time.monotonic() - begun)

    def kill(self) -> None:
        """End it at once, as a power cut would end the program."""
        self._end(signal.SIGKILL)

    def ask_to_stop(self) -> int:
        """End it politely and return its exit status."""
        return self._end(signal.SIGTERM)

    def cpu_seconds(self) -> float:
        """CPU time that the process has used so far."""
        fields = Path(f"/proc/{self._running().pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _end(self, how: signal.Signals) -> int:
        process = self._running()
        process.send_signal(how)
        return process.wait(30)

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            raise RuntimeError("not started")
        return self._process

    def _ready(self) -> bool:
        try:
            address = f"http://127.0.0.1:{self.port}/readyz"
            with urllib.request.urlopen(address, timeout=1) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _settings(self) -> dict[str, str]:
        root = Path(__file__).parents[1]
        paths = [str(root / "src"), os.environ.get("PYTHONPATH", "")]
        return {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "SHOPWEAVE_DATA": str(self.folder),
            "SHOPWEAVE_DATABASE": self.database,
            "SHOPWEAVE_PORT": str(self.port),
        }
