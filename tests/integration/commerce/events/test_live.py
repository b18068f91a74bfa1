"""The console follows the ledger as it grows."""

import asyncio

from benchmarks.server_process import WriteKeys
from fastapi import FastAPI
from starlette.testclient import TestClient

from shopweave.commerce.events import Event, Live
from shopweave.foundation.database import Database


async def _follow(live: Live, wanted: int) -> list[Event]:
    found: list[Event] = []
    async with asyncio.timeout(20):
        async for some in live.follow(0):
            found += some
            if len(found) >= wanted:
                break
    return found


def test_follows_what_is_stored(
    client: TestClient, app: FastAPI, keys: WriteKeys, database: Database
) -> None:
    """Whoever follows gets each event once and in order, also when woken by a commit."""
    live: Live = app.state.house.live

    async def watch_and_send() -> list[Event]:
        watching = asyncio.create_task(_follow(live, 3))
        for name in ("A", "B", "C"):
            body = {"event": name, "userId": "u-1"}
            await asyncio.to_thread(client.post, "/v1/track", json=body)
        return await watching

    assert [event.type for event in asyncio.run(watch_and_send())] == ["A", "B", "C"]


def test_tells_when_nothing_came(database: Database, app: FastAPI) -> None:
    """In a quiet shop the follower hears so, and can see whether anybody still listens."""

    async def first() -> list[Event]:
        return await anext(Live(database).follow(0))

    assert asyncio.run(first()) == []
