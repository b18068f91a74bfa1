"""What both READMEs tell a newcomer to type works, on a machine that knows nothing of Shopweave."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READMES = ["README.md", "README.zh.md"]
# These two run until they are stopped; the journey of the demo runs them.
STAYS = re.compile(r"make demo|shopweave up")
ORDERS = """Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID
{lines}"""

pytestmark = pytest.mark.slow


def _commands(readme: str) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / readme).read_text(), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def _orders() -> str:
    """Three months of a small shop in which customer 12345 comes back every week."""
    lines = [
        f"{500000 + day},{10000 + (day * 7 + item * 13) % 40},Tea {(day * 7 + item * 13) % 40},"
        f"{1 + item},2026-{5 + day // 28:02d}-{1 + day % 28:02d} 10:{item:02d}:00,"
        f"{2 + item % 5}.50,{12345 if day % 7 == 0 else 12346 + day % 9}"
        for day in range(112)
        for item in range(6)
    ]
    return ORDERS.format(lines="\n".join(lines))


def test_both_readmes_tell_the_same() -> None:
    """The Chinese README has the same commands as the English one."""
    assert _commands("README.md") == _commands("README.zh.md")


def test_the_commands_of_the_readme_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command that ends by itself succeeds, in the order of the page."""
    (tmp_path / "orders.csv").write_text(_orders())
    monkeypatch.setenv("SHOPWEAVE_DATA", str(tmp_path / "data"))
    own = [c for c in _commands("README.md") if c.startswith(".venv/bin/shopweave")]
    for command in (c for c in own if not STAYS.search(c)):
        arguments = [sys.executable, "-m", "shopweave", *shlex.split(command)[1:]]
        done = subprocess.run(
            arguments, cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def test_installs_without_make(tmp_path: Path) -> None:
    """A plain virtual environment and pip give a working command."""
    copy = tmp_path / "clone"
    ignored = shutil.ignore_patterns(".venv", ".git", "*_cache", "node_modules", "vendor")
    shutil.copytree(ROOT, copy, ignore=ignored)
    plain = [c for c in _commands("README.md") if "venv" in c and "shopweave" not in c.split()[0]]
    for command in plain:
        subprocess.run(shlex.split(command), cwd=copy, check=True, timeout=280)
    said = subprocess.run(
        [".venv/bin/shopweave", "--help"], cwd=copy, capture_output=True, text=True, check=True
    )
    assert "import" in said.stdout
