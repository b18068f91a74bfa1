"""Heavy work behind one face: serial in tests, processes by default, a cluster later."""

from shopweave.foundation.engine.errors import WorkersDied
from shopweave.foundation.engine.process import ProcessEngine
from shopweave.foundation.engine.serial import SerialEngine
from shopweave.foundation.engine.types import Engine, Shared

__all__ = ["Engine", "ProcessEngine", "SerialEngine", "Shared", "WorkersDied"]
