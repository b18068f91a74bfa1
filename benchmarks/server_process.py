"""A real server process for benchmarks and proofs: started, watched, killed."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType


class ServerProcess:
    """The intake as a process of its own, on a port of its own."""

    def __init__(self, database: str, folder: Path, port: int) -> None:
        self.database, self.folder, self.port = database, folder, port
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

    def start(self, timeout: float = 30.0) -> float:
        """Start it and return the seconds until it is ready."""
        begun = time.monotonic()
        log = (self.folder / "server.log").open("ab")
        command = [sys.executable, "-m", "benchmarks.event_server", "--database", self.database]
        command += ["--folder", str(self.folder), "--port", str(self.port)]
        self._process = subprocess.Popen(command, stdout=log, stderr=log, env=_environment())
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() - begun > timeout:
                raise RuntimeError((self.folder / "server.log").read_text()[-3000:])
            time.sleep(0.02)
        return time.monotonic() - begun

    def kill(self) -> None:
        """End it at once, as a power cut would end the program."""
        self._end(signal.SIGKILL)

    def ask_to_stop(self) -> int:
        """End it politely and return its exit status."""
        return self._end(signal.SIGTERM)

    def keys(self) -> dict[str, str]:
        """Keys by kind: secret and public."""
        read: dict[str, str] = json.loads((self.folder / "keys.json").read_text())
        return read

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


def _environment() -> dict[str, str]:
    root = Path(__file__).parents[1]
    paths = [str(root / "src"), str(root), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
