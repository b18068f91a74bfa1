"""Tell a fresh installation what was looked at in the shop during the last weeks."""

import asyncio
from collections.abc import Iterator

import httpx

from shopweave.simulate.live.client import Access, Client, Refused, Tally
from shopweave.simulate.live.town import HERE, TIMEOUT, Surroundings
from shopweave.simulate.past import History, browse
from shopweave.simulate.payloads import Call
from shopweave.simulate.retell import batches, tell
from shopweave.simulate.types import World

VOICES = 4


async def tell_past(
    world: World, history: History, access: Access, around: Surroundings = HERE
) -> Tally:
    """Send the visits of the last three weeks, some batches at a time; telling twice adds nothing.

    Raises `Refused` when the server does not know the key.
    """
    async with httpx.AsyncClient(transport=around.transport, timeout=TIMEOUT) as http:
        client = Client(access, http, around.pause)
        waiting = batches(tell(world, history, browse(world, history)))
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(VOICES):
                    group.create_task(_voice(client, waiting))
        except* Refused as refused:
            raise refused.exceptions[0] from None
        return client.tally


async def _voice(client: Client, waiting: Iterator[list[Call]]) -> None:
    for batch in waiting:
        await client.tell(batch)
