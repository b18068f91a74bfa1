"""Tell a fresh installation what was looked at in the shop during the last weeks."""

import asyncio
from collections.abc import Iterator

from shopweave.simulate.live.client import Client
from shopweave.simulate.past import History, browse
from shopweave.simulate.payloads import Call
from shopweave.simulate.retell import batches, tell
from shopweave.simulate.types import World

VOICES = 4


async def tell_past(world: World, history: History, client: Client) -> None:
    """Send the visits of the last three weeks, some batches at a time; twice adds nothing."""
    waiting = batches(tell(world, history, browse(world, history)))
    async with asyncio.TaskGroup() as group:
        for _ in range(VOICES):
            group.create_task(_voice(client, waiting))


async def _voice(client: Client, waiting: Iterator[list[Call]]) -> None:
    for batch in waiting:
        await client.tell(batch, "/v1/import")
