"""Who asks over HTTP, and what is known of that person."""

import asyncio
from dataclasses import dataclass, replace

from shopweave.recommend.asking import Asked, Names
from shopweave.recommend.people import People
from shopweave.recommend.types import Person, Question
from shopweave.trust.permissions import Permission, Principal


@dataclass(frozen=True, slots=True)
class Who:
    """unit: who takes part in experiments, None for somebody without any mark."""

    person: Person
    question: Question
    unit: str | None


class Askers:
    """Finds the person behind a request; mostly without the database."""

    def __init__(self, people: People, names: Names) -> None:
        self._people, self._names = people, names

    async def find(self, asked: Asked, caller: Principal) -> Who:
        """The person and the question, in ids of the record."""
        source, asked = caller.source or "", _trusted(asked, caller)
        known = self._names.known(source, asked)
        person = self._people.known(known[0]) if known else None
        if known is None or person is None:
            return await asyncio.to_thread(self._read, source, asked, known)
        return _who(asked, *known, person)

    def _read(self, source: str, asked: Asked, known: tuple[str | None, Question] | None) -> Who:
        """What must be asked of the database, in one go."""
        customer, question = known or self._names.look_up(source, asked)
        person = self._people.known(customer)
        if person is None and customer is not None:
            person = self._people.load(customer)
        return _who(asked, customer, question, person or Person())


def _who(asked: Asked, customer: str | None, question: Question, person: Person) -> Who:
    visitor = f"visitor:{asked.visitor}"[:64] if asked.visitor else None
    return Who(person, question, customer or visitor)


def _trusted(asked: Asked, caller: Principal) -> Asked:
    """Only who may see customers may ask by a customer's number.

    Numbers can be guessed, and the reasons would tell a stranger what somebody bought. A browser's
    own anonymous id leads to the same person once she has signed in there.
    """
    return asked if caller.may(Permission.CUSTOMERS_READ) else replace(asked, customer=None)
