"""Structured logs of our own code and of every library, scrubbed, on standard error."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import structlog
from structlog.types import Processor

from shopweave.foundation.database.json import dumps
from shopweave.foundation.telemetry.scrub import scrub

_QUIET = ("uvicorn.access", "httpx", "httpcore", "python_multipart")


def configure(level: str = "info", form: str = "auto", stream: TextIO = sys.stderr) -> None:
    """Send logs of at least `level` to `stream` as "json", "console", or what suits it ("auto")."""
    pretty = form == "console" or (form == "auto" and stream.isatty())
    render: Processor = (
        structlog.dev.ConsoleRenderer(colors=stream.isatty())
        if pretty
        else structlog.processors.JSONRenderer(serializer=lambda line, **_: dumps(line))
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_before(),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, scrub, render],
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*_before(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )


@contextmanager
def about(**names: str) -> Iterator[None]:
    """Let every line logged inside carry these fields, such as request_id."""
    with structlog.contextvars.bound_contextvars(**names):
        yield


def _before() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]
