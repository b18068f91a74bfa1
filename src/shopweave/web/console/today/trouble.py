"""What went wrong or waits for a person."""

from shopweave import decisions
from shopweave.commerce.sources import Health
from shopweave.foundation import jobs
from shopweave.foundation.database import Transaction
from shopweave.foundation.jobs import State
from shopweave.web.console import templates
from shopweave.web.console.page import Page
from shopweave.web.console.today.sentence import URGENT, Sentence


def sentences(page: Page, tx: Transaction) -> list[Sentence]:
    """Dead letters, silent sources and open proposals."""
    return [*_dead(page, tx), *_silent(page), *_proposals(page, tx)]


def _dead(page: Page, tx: Transaction) -> list[Sentence]:
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
            say("today.dead_last", kind=dead[0].kind),
            [job.error for job in dead[:3] if job.error],
        )
    ]


def _silent(page: Page) -> list[Sentence]:
    rich, say = templates.rich(page.say), page.say
    return [
        Sentence(
            "plug",
            "alarm" if source.health is Health.FAILING else "attention",
            rich(f"today.source_{source.health}", source=source.name),
            say("today.source_do"),
            "/data",
            URGENT,
            source.health_note,
        )
        for source in page.around.sources
        if source.health in {Health.FAILING, Health.LATE}
    ]


def _proposals(page: Page, tx: Transaction) -> list[Sentence]:
    count = decisions.waiting(tx)
    if not count:
        return []
    text = templates.rich(page.say)("today.proposals", count=count)
    do = page.say("today.proposals_do")
    return [Sentence("inbox", "attention", text, do, "/decisions?state=proposed", URGENT / 2)]
