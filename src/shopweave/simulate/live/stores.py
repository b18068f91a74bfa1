"""Sales in the two stores and over the phone, handed over by the till."""

from dataclasses import dataclass

from shopweave.simulate.live.client import Client
from shopweave.simulate.live.pace import Pace
from shopweave.simulate.live.temper import Temper
from shopweave.simulate.orders import number_at, order
from shopweave.simulate.payloads import Wanted
from shopweave.simulate.types import World

# So many events of the web shop pass for each sale outside of it.
EVENTS_PER_SALE = 60.0
# The parcels of so many orders are always being packed.
UNSENT = 3
STORES = ("harbour", "mill")


@dataclass(slots=True)
class Stores:
    """The tills and the telephone."""

    world: World
    temper: Temper
    client: Client
    pace: Pace

    async def trade(self) -> None:
        """Sell one basket after the other, for ever."""
        while True:
            await self.pace.rest(EVENTS_PER_SALE)
            await self._sell(self.pace.now())
            if len(self.client.to_send) > UNSENT:
                await self.client.amend({**self.client.to_send.popleft(), "status": "shipped"})

    async def _sell(self, at: float) -> None:
        who = self.temper.who()
        person = None if who < 0 else self.world.people[who]
        by_phone = person is not None and bool(person.phone) and self.temper.one_in(9)
        store = STORES[self.temper.one_in(2.4)]
        if person is not None and person.home in STORES:
            store = person.home
        channel, place = ("phone", "web") if by_phone else ("till", store)
        number = number_at(channel[0].upper(), at)
        cart = self._basket(who, at)
        await self.client.sell(order(self.world, number, channel, place, at, person, cart))

    def _basket(self, who: int, at: float) -> list[Wanted]:
        count = 1 + self.temper.rng.poisson(1.2)
        positions = {self.temper.thought(who, at) for _ in range(count)}
        products = [self.world.products[position] for position in sorted(positions)]
        sizes = self.temper.rng.random(len(products))
        return [
            (product, product.variants[int(size * len(product.variants))], 1)
            for product, size in zip(products, sizes, strict=True)
        ]
