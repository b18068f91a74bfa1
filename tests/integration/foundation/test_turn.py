"""Writers of one SQLite file take turns across processes."""

import subprocess
import sys
import threading
from pathlib import Path

from shopweave.foundation.database.turn import Turn

HOLD = """
import sys, time
from pathlib import Path
from shopweave.foundation.database.turn import Turn
with Turn(Path(sys.argv[1])):
    print("mine", flush=True)
    time.sleep(60)
"""


def _holder(file: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", HOLD, str(file)]
    source = Path(__file__).parents[3] / "src"
    holder = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(source)}
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    return holder


def test_waits_for_another_process_and_outlives_it(tmp_path: Path) -> None:
    """The turn comes once the process that had it is killed, and not before."""
    order: list[str] = []
    with _holder(tmp_path / "shop.db") as holder:

        def take() -> None:
            with Turn(tmp_path / "shop.db"):
                order.append("mine")

        waiting = threading.Thread(target=take)
        waiting.start()
        waiting.join(0.3)
        order.append("killed")
        holder.kill()
        waiting.join(10)
    assert order == ["killed", "mine"]
