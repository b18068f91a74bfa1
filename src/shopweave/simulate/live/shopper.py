"""One visit to the web shop, from the first page to the door or the till."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from shopweave.simulate import payloads
from shopweave.simulate.live.client import Client, Suggested
from shopweave.simulate.live.pace import Pace
from shopweave.simulate.live.temper import Temper
from shopweave.simulate.orders import number_at, order
from shopweave.simulate.payloads import Call, Hint, Visitor, Wanted
from shopweave.simulate.types import Product, World

Tip = tuple[int, Hint]


@dataclass(slots=True)
class Shopper:
    """A visitor with his cart. `at` is where he stands in the people, -1 a stranger."""

    world: World
    temper: Temper
    client: Client
    pace: Pace
    visitor: Visitor
    at: int
    cart: list[Wanted] = field(default_factory=list)

    async def visit(self) -> None:
        """Come in, look around, perhaps buy."""
        await self._say(payloads.arrived(self.world, self.visitor, await self.pace.turn()))
        if self.visitor.person is not None and self.temper.one_in(2):
            at = await self.pace.turn()
            await self._say(payloads.signed_in(self.visitor.person, self.visitor, at))
        tip = await self._suggestions("home")
        for _ in range(1 + self.temper.rng.poisson(2)):
            tip = await self._look(tip)
        if self.cart:
            await self._pay()

    async def _look(self, tip: Tip | None) -> Tip | None:
        """Open a product, by a recommendation or by oneself. Returns the next temptation."""
        position, hint = tip if tip is not None else (await self._wander(), None)
        product = self.world.products[position]
        at = await self.pace.turn()
        await self._say(payloads.looked(self.visitor, product, at, hint))
        if self.temper.takes(self.at, position):
            await self._add(product, hint)
        return None if self.temper.one_in(3) else await self._suggestions("product", product.code)

    async def _wander(self) -> int:
        """Find something through a category or the search box. Returns its position."""
        at = await self.pace.turn()
        position = self.temper.thought(self.at, at)
        product, language = self.world.products[position], self.visitor.language
        if self.temper.one_in(4):
            words = product.title.in_language(language)
            query = words[:4] if language == "zh" else words.split(",")[0].lower()
            await self._say(payloads.searched(self.visitor, query, at))
        else:
            shelf = [other for other in self.world.products if other.family == product.family][:8]
            category = product.category.in_language(language)
            await self._say(payloads.listed(self.visitor, category, shelf, at))
        return position

    async def _add(self, product: Product, hint: Hint | None) -> None:
        if any(product is other for other, _, _ in self.cart):
            return
        variant = product.variants[self.temper.rng.integers(len(product.variants))]
        wanted = (product, variant, 2 if self.temper.one_in(8) else 1)
        self.cart.append(wanted)
        at = await self.pace.turn()
        await self._say(payloads.added(self.visitor, wanted, at, hint))
        if self.temper.one_in(14):
            at = await self.pace.turn()
            await self._say(payloads.removed(self.visitor, self.cart.pop(), at))

    async def _pay(self) -> None:
        at = await self.pace.turn()
        await self._say(payloads.cart_viewed(self.visitor, self.cart, at))
        tip = await self._suggestions("cart")
        if tip is not None:
            await self._look(tip)
        if self.temper.one_in(3):
            return
        at = await self.pace.turn()
        await self._say(payloads.checkout_started(self.visitor, self.cart, at))
        at = await self.pace.turn()
        number = number_at("W", at)
        sold = order(self.world, number, "web", "web", at, self.visitor.person, self.cart)
        if self.client.access.secret_key:
            await self.client.sell(sold)
        await self._say(payloads.bought(self.visitor, number, self.cart, at))

    async def _suggestions(self, slot: str, product: str = "") -> Tip | None:
        """See a list of recommendations. Returns what was clicked, None for nothing."""
        in_cart = [thing.code for thing, _, _ in self.cart]
        found = await self.client.recommend(self.visitor, slot, product, in_cart)
        if found is None:
            return None
        shown = self._known(found)
        if not shown:
            return None
        self.client.tally.lists += 1
        products = [self.world.products[position] for position in shown]
        at = await self.pace.turn()
        await self._say(payloads.recommended(self.visitor, found.rec_id, slot, products, at))
        place = self.temper.glance(self.at, shown)
        if place is None:
            return None
        hint = Hint(found.rec_id, slot, place + 1)
        at = await self.pace.turn()
        await self._say(payloads.clicked(self.visitor, products[place], hint, at))
        self.client.tally.clicks += 1
        return shown[place], hint

    def _known(self, found: Suggested) -> Sequence[int]:
        """Positions of what the sample shop sells; the merchant may have other shops beside it."""
        return [self.world.by_code[code] for code in found.products if code in self.world.by_code]

    async def _say(self, call: Call) -> None:
        await self.client.tell([call])
