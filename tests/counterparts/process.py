"""A shop system as a process of its own: started on a free port, and gone with the tests."""

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

# Both systems report their use to their makers, and wait for an answer.
QUIET = {"VENDURE_DISABLE_TELEMETRY": "true", "MEDUSA_DISABLE_TELEMETRY": "true"}
PATIENCE = 180.0


class DidNotStart(Exception):
    """The shop ended, or did not answer in time; its last words follow."""


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """What such a process sees: our own environment, without telemetry."""
    return {**os.environ, **QUIET, "NODE_ENV": "production", **more}


def run(command: list[str], folder: Path, more: Mapping[str, str] | None = None) -> None:
    """Run a command to its end; raises `DidNotStart` with what it said."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(more or {}),
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE * 3,
    )
    if done.returncode:
        raise DidNotStart(f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")


@contextmanager
def running(
    command: list[str],
    folder: Path,
    log: Path,
    answers: Callable[[], bool],
    more: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a server, wait until it answers, and stop it at the end."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(more or {}),
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(process, log, answers)
            yield process
        finally:
            _stop(process)


def _wait(process: subprocess.Popen[bytes], log: Path, answers: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        if answers():
            return
        time.sleep(0.2)
    raise DidNotStart(log.read_text(errors="replace")[-4000:])


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.stdin:
        process.stdin.close()
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def says_ok(address: str) -> Callable[[], bool]:
    """Whether a GET of the address is answered with 200."""

    def asked() -> bool:
        try:
            return httpx.get(address, timeout=2).status_code == 200
        except httpx.TransportError:
            return False

    return asked
