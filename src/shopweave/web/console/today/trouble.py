"""What went wrong or waits for a person."""

from shopweave import decisions
from shopweave.commerce.sources import Health
from shopweave.foundation import jobs
from shopweave.foundation.database import Transaction
from shopweave.foundation.jobs import State
from shopweave.web.console import templates
from shopweave.web.console.names import called
from shopweave.web.console.page import View
from shopweave.web.console.today.sentence import URGENT, Sentence


def sentences(page: View, tx: Transaction) -> list[Sentence]:
    """Dead letters, silent sources and open proposals."""
    return [*_dead(page, tx), *_silent(page), *_proposals(page, tx)]


def _dead(page: View, tx: Transaction) -> list[Sentence]:
    dead = jobs.newest(tx, (State.DEAD,), limit=50)
    if not dead:
        return []
    rich, say = templates.rich(page.say), page.say
    return [
        Sentence(
            "triangle-alert",
            "alarm",
            rich("today.dead", count=len(dead)),
            say("today.dead_do"),
            "/data",
            2 * URGENT,
            say("today.dead_last", kind=_named(page, dead[0].kind)),
            [job.error for job in dead[:3] if job.error],
        )
    ]


def _named(page: View, kind: str) -> str:
    key = f"data.job.{kind}"
    return page.say(key) if key in templates.catalogue() else kind


def _silent(page: View) -> list[Sentence]:
    rich, say = templates.rich(page.say), page.say
    return [
        Sentence(
            "plug",
            "alarm" if source.health is Health.FAILING else "attention",
            rich(f"today.source_{source.health}", source=called(source, page.say)),
            say("today.source_do"),
            "/data",
            URGENT,
            source.health_note,
        )
        for source in page.around.sources
        if source.health in {Health.FAILING, Health.LATE}
    ]


def _proposals(page: View, tx: Transaction) -> list[Sentence]:
    """What waits for a person; proposals about goods have a page of their own."""
    rich, do = templates.rich(page.say), page.say("today.proposals_do")
    goods = decisions.waiting(tx, "goods")
    told = (
        ("today.proposals", decisions.waiting(tx) - goods, "/decisions?state=proposed"),
        ("today.goods", goods, "/goods"),
    )
    return [
        Sentence("inbox", "attention", rich(key, count=count), do, to, URGENT / 2)
        for key, count, to in told
        if count
    ]
