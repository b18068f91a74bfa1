"""Products that are one: deeds with any of them count for their leader, and one alone is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from shopweave.recommend.offer import Offer
from shopweave.recommend.types import Deed, Person, Question, Suggestion

Leaders = Mapping[str, str]


def lead(person: Person, question: Question, leaders: Leaders) -> tuple[Person, Question]:
    """Who asks, and what, in the names of leaders."""
    if not leaders:
        return person, question
    asked = question.product
    return (
        replace(
            person,
            bought=_deeds(person.bought, leaders),
            seen=_deeds(person.seen, leaders),
            cart=_names(person.cart, leaders),
        ),
        replace(
            question,
            product=leaders.get(asked, asked) if asked else asked,
            cart=_names(question.cart, leaders),
        ),
    )


def faced(chosen: Iterable[Suggestion], offer: Offer) -> tuple[Suggestion, ...]:
    """The suggestions by the products that can be bought now."""
    faces = offer.faces
    return tuple(
        replace(one, product=faces[one.product]) if one.product in faces else one for one in chosen
    )


def _deeds(deeds: tuple[Deed, ...], leaders: Leaders) -> tuple[Deed, ...]:
    return tuple(
        replace(deed, product=leaders[deed.product]) if deed.product in leaders else deed
        for deed in deeds
    )


def _names(products: tuple[str, ...], leaders: Leaders) -> tuple[str, ...]:
    return tuple(dict.fromkeys(leaders.get(product, product) for product in products))
