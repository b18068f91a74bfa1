"""Everybody together: visitors of the web shop, two stores, and a crawler now and then."""

import asyncio
import time
from dataclasses import dataclass

import httpx
import numpy as np

from shopweave.simulate import payloads
from shopweave.simulate.live.client import Access, Client, Refused, Tally
from shopweave.simulate.live.pace import Now, Pace, Pause
from shopweave.simulate.live.past import tell_past
from shopweave.simulate.live.shopper import Shopper
from shopweave.simulate.live.stores import Stores
from shopweave.simulate.live.temper import Temper
from shopweave.simulate.past import History
from shopweave.simulate.payloads import BROWSERS, ROBOT, Visitor
from shopweave.simulate.types import World

CROWD = 10
TIMEOUT = httpx.Timeout(10.0, connect=3.0)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The world outside: the network, the clock, and how to wait."""

    transport: httpx.AsyncBaseTransport | None = None
    now: Now = time.time
    pause: Pause = asyncio.sleep


HERE = Surroundings()


class Town:
    """Keeps the shop busy until it is told to stop."""

    def __init__(
        self, world: World, client: Client, per_second: float, around: Surroundings
    ) -> None:
        rng = np.random.default_rng([world.seed, 11, int(around.now() * 1000)])
        self._world, self._client, self._rng = world, client, rng
        self._temper = Temper(world, rng)
        self._pace = Pace(per_second, rng, around.now, around.pause)
        self._came = 0

    async def go_on(self) -> None:
        """Live for ever; ends by cancellation only, or when a key is refused (`Refused`)."""
        stores = Stores(self._world, self._temper, self._client, self._pace)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._trade(stores))
            for _ in range(CROWD):
                group.create_task(self._visitors())

    async def _trade(self, stores: Stores) -> None:
        if self._client.access.secret_key:
            await stores.trade()

    async def _visitors(self) -> None:
        while True:
            # Nobody enters exactly together.
            await self._pace.rest(CROWD)
            shopper = self._shopper()
            await (self._crawl(shopper) if self._temper.one_in(40) else shopper.visit())

    def _shopper(self) -> Shopper:
        self._came += 1
        at = self._temper.who()
        session = f"live-{int(self._pace.now() * 1000)}-{self._came}"
        agent = BROWSERS[self._came % len(BROWSERS)]
        if at < 0:
            measured = not self._temper.one_in(20)
            visitor = Visitor(f"guest-{session}", session, "zh", agent, None, measured)
        else:
            person = self._world.people[at]
            browser = f"browser-{self._world.seed}-{at}"
            measured = person.personalised
            visitor = Visitor(browser, session, person.language, agent, person, measured)
        return Shopper(self._world, self._temper, self._client, self._pace, visitor, at)

    async def _crawl(self, shopper: Shopper) -> None:
        """A search engine passes: the product counts it apart."""
        robot = Visitor(shopper.visitor.session, shopper.visitor.session, "en", ROBOT)
        for position in self._rng.integers(0, len(self._world.products), 6).tolist():
            product = self._world.products[position]
            at = await self._pace.turn()
            await self._client.tell([payloads.looked(robot, product, at)])


async def live(
    world: World,
    access: Access,
    stop: asyncio.Event,
    *,
    per_second: float = 3.0,
    past: History | None = None,
    around: Surroundings = HERE,
) -> Tally:
    """Keep the shop at `access` busy until `stop` is set; first tell the visits of the `past`.

    Raises `Refused` when the server does not know the key.
    """
    async with httpx.AsyncClient(transport=around.transport, timeout=TIMEOUT) as http:
        client = Client(access, http, around.pause)
        town = Town(world, client, per_second, around)
        life = asyncio.create_task(_life(town, past, client, world))
        ending = asyncio.create_task(stop.wait())
        await asyncio.wait({life, ending}, return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()
        await _end(life)
    return client.tally


async def _life(town: Town, past: History | None, client: Client, world: World) -> None:
    if past is not None:
        await tell_past(world, past, client)
    await town.go_on()


async def _end(life: "asyncio.Task[None]") -> None:
    life.cancel()
    await asyncio.wait({life})
    trouble = None if life.cancelled() else life.exception()
    if isinstance(trouble, BaseExceptionGroup):
        refused = trouble.subgroup(Refused)
        raise refused.exceptions[0] if refused else trouble
