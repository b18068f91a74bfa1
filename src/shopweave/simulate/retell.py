"""Tell the steps of the past as the web shop would have told them when they happened."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from shopweave.simulate import payloads
from shopweave.simulate.past import Act, History, Step
from shopweave.simulate.payloads import BROWSERS, ROBOT, Call, Visitor, Wanted
from shopweave.simulate.types import World

REFUSED_PER_CENT = 5


def tell(world: World, history: History, steps: Iterable[Step]) -> Iterator[Call]:
    """One call per step, in the same order."""
    retold = _Telling(world, history)
    for step in steps:
        yield retold.call(step)


def batches(calls: Iterable[Call], size: int = 100) -> Iterator[list[Call]]:
    """Calls by the hundred: well below the 500 kB that a batch may have."""
    remaining = iter(calls)
    while batch := list(islice(remaining, size)):
        yield batch


def order_number(position: int) -> str:
    """The number of an order of the past, by its position."""
    return f"{100_000 + position}"


class _Telling:
    def __init__(self, world: World, history: History) -> None:
        self._world, self._history = world, history
        lines = np.searchsorted(history.order, np.arange(len(history.at) + 1))
        self._starts: Sequence[int] = lines.tolist()
        self._tell: dict[Act, Callable[[Step, Visitor], Call]] = {
            Act.ARRIVE: lambda step, who: payloads.arrived(world, who, step.at),
            Act.SIGN_IN: self._signed_in,
            Act.LIST: self._listed,
            Act.SEARCH: self._searched,
            Act.LOOK: lambda step, who: payloads.looked(who, world.products[step.product], step.at),
            Act.ADD: self._added,
            Act.CART: lambda step, who: payloads.cart_viewed(who, self._cart(step), step.at),
            Act.CHECKOUT: lambda step, who: payloads.checkout_started(
                who, self._cart(step), step.at
            ),
            Act.BUY: lambda step, who: payloads.bought(
                who, order_number(step.order), self._cart(step), step.at
            ),
        }

    def call(self, step: Step) -> Call:
        return self._tell[step.act](step, self._visitor(step))

    def _visitor(self, step: Step) -> Visitor:
        seed = self._world.seed
        session = f"past-{seed}-{step.visit}"
        if step.bot:
            return Visitor(session, session, "en", ROBOT)
        agent = BROWSERS[step.visit % len(BROWSERS)]
        if step.person < 0:
            measured = step.visit % 100 >= REFUSED_PER_CENT
            return Visitor(f"guest-{seed}-{step.visit}", session, "zh", agent, None, measured)
        person = self._world.people[step.person]
        browser = f"browser-{seed}-{step.person}"
        return Visitor(browser, session, person.language, agent, person, person.personalised)

    def _signed_in(self, step: Step, visitor: Visitor) -> Call:
        return payloads.signed_in(self._world.people[step.person], visitor, step.at)

    def _listed(self, step: Step, visitor: Visitor) -> Call:
        chosen = self._world.products[step.product]
        shelf = [p for p in self._world.products if p.family == chosen.family][:8]
        category = chosen.category.in_language(visitor.language)
        return payloads.listed(visitor, category, shelf, step.at)

    def _searched(self, step: Step, visitor: Visitor) -> Call:
        words = self._world.products[step.product].title.in_language(visitor.language)
        query = words[:4] if visitor.language == "zh" else words.split(",")[0].lower()
        return payloads.searched(visitor, query, step.at)

    def _added(self, step: Step, visitor: Visitor) -> Call:
        product = self._world.products[step.product]
        return payloads.added(visitor, (product, product.variants[0], 1), step.at)

    def _cart(self, step: Step) -> list[Wanted]:
        past = self._history
        first, last = self._starts[step.order], self._starts[step.order + 1]
        found = []
        for line in range(first, last):
            product = self._world.products[past.product[line]]
            variant = product.variants[past.variant[line]]
            found.append((product, variant, int(past.quantity[line])))
        return found
