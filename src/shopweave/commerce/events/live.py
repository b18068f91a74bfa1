"""Following the ledger as it grows: for the console's live page and server-sent events."""

import asyncio
from collections.abc import AsyncIterator

from shopweave.commerce.events.history import tail
from shopweave.commerce.events.types import Event
from shopweave.foundation.database import Database

# Also events that another process stores are seen after this time.
_LOOK_SECONDS = 0.5
_AT_ONCE = 200


class Live:
    """Hands new events to everybody who watches; told of commits, it does not wait to look."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}

    def told(self) -> None:
        """Wake all who watch; may be called from any thread."""
        for bell, loop in list(self._waiting.items()):
            loop.call_soon_threadsafe(bell.set)

    async def follow(self, after_id: int) -> AsyncIterator[list[Event]]:
        """Yield what is stored after `after_id`, oldest first, as it comes; never ends by itself.

        An empty list says that nothing came for a while: time to see whether anybody listens.
        """
        bell = asyncio.Event()
        self._waiting[bell] = asyncio.get_running_loop()
        try:
            while True:
                bell.clear()
                found = await asyncio.to_thread(self._read, after_id)
                yield found
                if found:
                    after_id = found[-1].id
                else:
                    await _ring(bell)
        finally:
            del self._waiting[bell]

    def _read(self, after_id: int) -> list[Event]:
        with self._database.read() as tx:
            return tail(tx, after_id, _AT_ONCE)


async def _ring(bell: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(bell.wait(), _LOOK_SECONDS)
    except TimeoutError:
        return
