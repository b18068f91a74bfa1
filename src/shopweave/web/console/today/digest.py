"""Today, sent every morning to where people are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Annotated

from pydantic import StringConstraints

from shopweave import alerts
from shopweave.alerts import Button, Channel, Line, Message
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction
from shopweave.foundation.i18n import LANGUAGES, Formats, Translator
from shopweave.foundation.jobs import Handlers, JobContext
from shopweave.foundation.preferences import preference
from shopweave.web.console import templates
from shopweave.web.console.page import View
from shopweave.web.console.surroundings import around
from shopweave.web.console.today.sentence import Sentence, chosen
from shopweave.web.console.today.topics import every_sentence
from shopweave.web.house import House

SEND = "today.send"
# A server that was off in the morning does not tell the morning at night.
_LATE = timedelta(hours=4)
_GOOD_FOR = timedelta(hours=24)


@preference("morning")
@dataclass(frozen=True, slots=True)
class Morning:
    """at: time of the shop's own clock at which Today is sent to the channels."""

    at: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "08:00"


@dataclass(frozen=True, slots=True)
class Digest:
    """Today's sentences by language, the same ones in each."""

    title: Mapping[str, str]
    sentences: Mapping[str, list[Sentence]]

    def message(self, house: House, tx: Transaction, channel: Channel, now: datetime) -> Message:
        """What a channel is told, in its language; a deed becomes a link that does it once.

        On a channel of one person it does it for nobody else.
        """
        lines = (
            Line(one.text.striptags(), self._button(house, tx, number, one, channel.person, now))
            for number, one in enumerate(self.sentences[channel.language])
        )
        return Message(self.title[channel.language], tuple(lines))

    def _button(
        self,
        house: House,
        tx: Transaction,
        number: int,
        one: Sentence,
        person: str | None,
        now: datetime,
    ) -> Button:
        address = house.alerts.address
        if not one.action:
            return Button(one.button, address + ("/" if one.posts else one.to))
        words = {each: _deed(told[number]) for each, told in self.sentences.items()}
        until = now + _GOOD_FOR
        token = house.alerts.links.issue(tx, one.action, one.subject, words, until, person)
        return Button(one.button, f"{address}/go/{token}")


def register(handlers: Handlers, house: House) -> None:
    """Let workers send Today."""

    def send(job: JobContext) -> None:
        queue(house, job.clock.now())

    handlers.on(SEND, send, keep=False).every(SEND, minutes=5)


def queue(house: House, now: datetime) -> int:
    """Queue Today for every channel that is due and was not told yet; returns how many."""
    with house.database.read() as tx:
        day, due = _due(tx, now)
        channels = [one for one in house.alerts.channels.every(tx) if one.active] if due else []
        said = digest(house, tx, now) if channels else None
    if said is None:
        return 0
    with house.database.write() as tx:
        return sum(_tell(house, tx, one, f"today {day}", said, now) for one in channels)


def digest(house: House, tx: Transaction, now: datetime) -> Digest | None:
    """What there is to say; None on a quiet day."""
    here = around(tx)
    views = {
        language: View(
            house,
            Translator(templates.catalogue(), Formats(language, here.time_zone, here.currency)),
            now,
            here,
        )
        for language in LANGUAGES
    }
    sentences = {language: chosen(every_sentence(view, tx)) for language, view in views.items()}
    if not any(sentences.values()):
        return None
    titles = {language: _title(view) for language, view in views.items()}
    return Digest(titles, sentences)


def _due(tx: Transaction, now: datetime) -> tuple[str, bool]:
    """The shop's own day, and whether it is time to tell it."""
    local = now.astimezone(around(tx).time_zone)
    at = time.fromisoformat(preferences.get(tx, Morning).at)
    since = local - datetime.combine(local.date(), at, local.tzinfo)
    return f"{local:%Y-%m-%d}", timedelta(0) <= since < _LATE


def _tell(
    house: House, tx: Transaction, channel: Channel, key: str, said: Digest, now: datetime
) -> bool:
    if alerts.told(tx, channel, key):
        return False
    return alerts.queue(tx, channel, key, said.message(house, tx, channel, now), now)


def _title(view: View) -> str:
    day = view.formats.day(view.now)
    return f"{view.around.shop} · {day}" if view.around.shop else f"Shopweave · {day}"


def _deed(one: Sentence) -> str:
    return f"{one.text.striptags()} → {one.button}"
