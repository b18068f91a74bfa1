"""A log line names nobody and opens no door."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from shopweave.foundation.telemetry import about, configure, scrub_text

CANARIES = [
    ("mail anna.li+shop@example.co.uk now", "anna.li"),
    ("call +49 151 2345 6789", "2345"),
    ("手机13812345678已登记", "13812345678"),
    ("Authorization: Bearer abcdef1234567890", "abcdef1234567890"),
    ("key sk_0123456789abcdef0123 failed", "0123456789abcdef"),
    ("postgresql+psycopg://shop:hunter2@db/shop", "hunter2"),
    ("GET /setup?token=s3cr3tvalue&x=1", "s3cr3tvalue"),
    ("from 203.0.113.77 refused", "203.0.113.77"),
    ("card 4111 1111 1111 1111 declined", "4111 1111"),
]


@pytest.mark.parametrize(("text", "canary"), CANARIES)
def test_hides(text: str, canary: str) -> None:
    """Addresses, numbers, keys and passwords are taken out of any text."""
    assert canary not in scrub_text(text)


@given(st.text(alphabet="abcdefghijklmnop-", min_size=1, max_size=12))
def test_hides_any_mailbox(name: str) -> None:
    """Whatever stands before the at sign is hidden."""
    assert f"{name}@example.org" not in scrub_text(f"to {name}@example.org")


@pytest.mark.parametrize(
    "text",
    [
        "imported 541909 rows in 58.2 s",
        "job 019abc0df1b27c3d8e9f001122334455 done",
        "listening on 127.0.0.1:8080",
        "2026-11-23T12:00:00.123456Z",
        "version 1.2.3",
    ],
)
def test_leaves_figures_alone(text: str) -> None:
    """Counts, ids, times and our own address stay readable."""
    assert scrub_text(text) == text


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Logs as JSON into memory; the usual set-up comes back afterwards."""
    stream = io.StringIO()
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    configure("info", "json", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**before)


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    """The lines as objects."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_writes_structured_lines(written: io.StringIO) -> None:
    """A line is one JSON object with time, level, its words, its fields and the request."""
    with about(request_id="r1"):
        structlog.get_logger("x").info("order stored", lines=3, email="a@b.de", password="x")
    (line,) = lines(written)
    assert (line["event"], line["level"], line["lines"]) == ("order stored", "info", 3)
    assert (line["request_id"], line["email"], line["password"]) == ("r1", "[hidden]", "[hidden]")
    assert str(line["at"]).endswith("Z")


def test_scrubs_libraries_and_errors(written: io.StringIO) -> None:
    """What a library logs, and the text of an exception, are scrubbed alike."""
    try:
        raise ValueError("no such user anna@example.org")
    except ValueError:
        logging.getLogger("somelib").exception("failed for %s", "ben@example.org")
    assert "example.org" not in written.getvalue()
    assert "ValueError" in written.getvalue()


def test_keeps_quiet_below_its_level(written: io.StringIO) -> None:
    """Debug lines are left out at level info."""
    structlog.get_logger("x").debug("detail")
    logging.getLogger("somelib").debug("detail")
    assert written.getvalue() == ""
