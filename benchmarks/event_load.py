"""Clients that send events as fast as they are acknowledged, on plain sockets to cost little."""

import asyncio
import base64
import random
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context

import orjson
import uvloop

_NAMES = ["Product Viewed", "Product Added", "Product List Viewed", "Products Searched"]
_MARK = b"message-id-comes-here"


@dataclass(frozen=True, slots=True)
class Load:
    """What one client process does: `clients` connections, `batch` events in each request.

    pace: requests a second over all clients, 0 for as fast as they are answered. A request that
    starts late because the one before it was slow counts from when it was due.
    """

    port: int
    key: str
    clients: int
    batch: int
    seconds: float
    visitors: int = 1000
    pace: float = 0.0


@dataclass(slots=True)
class Sent:
    """What was acknowledged: message ids if they were asked for, and seconds per request."""

    events: int = 0
    refused: int = 0
    seconds: list[float] = field(default_factory=list)


def event(visitors: int, mark: str = _MARK.decode()) -> dict[str, object]:
    """A visitor's event as the Segment libraries send it, about 530 bytes."""
    product = random.randrange(3000)
    return {
        "type": "track",
        "event": random.choice(_NAMES),
        "userId": f"customer-{random.randrange(visitors)}",
        "anonymousId": str(uuid.uuid4()),
        "messageId": mark,
        "properties": {
            "product_id": f"SKU-{product}",
            "name": f"Green tea {product}, 100 g",
            "price": 9.9,
            "currency": "EUR",
            "quantity": 1,
            "category": "Tea > Green",
            "position": 3,
            "url": f"https://shop.example/p/{product}",
        },
        "context": {
            "library": {"name": "analytics-python", "version": "2.4.0"},
            "sessionId": f"s-{product}",
            "userAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0",
        },
        "integrations": {},
    }


def requests(load: Load) -> Iterator[tuple[bytes, list[str]]]:
    """Whole requests with fresh message ids, made from a few templates."""
    basic = base64.b64encode(f"{load.key}:".encode()).decode()
    path = "batch" if load.batch > 1 else "track"
    head = f"POST /v1/{path} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {basic}\r\n"
    templates = [_template(load) for _ in range(50)]
    run, number = uuid.uuid4().hex, 0
    while True:
        number += 1
        ids = [f"{run}-{number:08d}-{i:03d}" for i in range(load.batch)]
        body = random.choice(templates) % tuple(map(str.encode, ids))
        yield f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body, ids


def _template(load: Load) -> bytes:
    events = [event(load.visitors) for _ in range(load.batch)]
    body = orjson.dumps({"batch": events} if load.batch > 1 else events[0])
    return body.replace(b"%", b"%%").replace(_MARK, b"%s")


async def _client(load: Load, until: float, sent: Sent) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", load.port)
    every = load.clients / load.pace if load.pace else 0.0
    due = time.perf_counter() + random.random() * every
    for request, ids in requests(load):
        if every:
            await asyncio.sleep(due - time.perf_counter())
        begun, due = (due if every else time.perf_counter()), due + every
        if begun >= until:
            break
        writer.write(request)
        if await status(reader) == 200:
            sent.events += len(ids)
            sent.seconds.append(time.perf_counter() - begun)
        else:
            sent.refused += len(ids)
    writer.close()


async def status(reader: asyncio.StreamReader) -> int:
    """Read one answer and return its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    await reader.readexactly(length)
    return int(head[9:12])


async def _run(load: Load) -> Sent:
    sent = Sent()
    until = time.perf_counter() + load.seconds
    await asyncio.gather(*(_client(load, until, sent) for _ in range(load.clients)))
    return sent


def run(load: Load) -> Sent:
    """Send from this process."""
    return uvloop.run(_run(load))


def run_apart(load: Load) -> Sent:
    """Send from a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(run, (load,))
