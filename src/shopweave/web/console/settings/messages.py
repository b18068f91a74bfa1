"""Where Today is sent, and when."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import Response

from shopweave import alerts
from shopweave.alerts import Kind, Line, Message
from shopweave.foundation import preferences
from shopweave.foundation.i18n import LANGUAGES
from shopweave.foundation.problems import Problem
from shopweave.trust import staff
from shopweave.trust.permissions import Permission
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened
from shopweave.web.console.today.digest import Morning, digest

router = APIRouter()
Visit = Annotated[Page, opened(Permission.SETTINGS_READ)]
Change = Annotated[Page, opened(Permission.SETTINGS_WRITE)]
Time = Annotated[str, Form(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
HOME = "/settings/messages"


@router.get(HOME)
def index(page: Visit, kind: str = "") -> Response:
    """List the channels, and the form of the kind that is to be added."""
    return _show(page, kind)


@router.post(HOME)
async def read_form(page: Change, request: Request) -> Response:
    """Add a channel; its fields depend on the kind."""
    given = {name: str(value) for name, value in (await request.form()).items()}
    return _add(page, given)


def _add(page: Page, given: dict[str, str]) -> Response:
    kind = given.get("kind", "")
    if kind not in set(Kind):
        return _show(page)
    language = given.get("language", "")
    channels = page.house.alerts.channels
    with page.house.database.write() as tx:
        made = channels.add(
            tx,
            given.get("name", "").strip()[:80],
            Kind(kind),
            language if language in LANGUAGES else page.formats.language,
            given,
            page.now,
            given.get("person") or None,
        )
        page.note(tx, "channel.added", f"channel:{made.id}", {"kind": kind})
    return page.go(HOME, Notice(page.say("messages.added", name=made.name)))


@router.post(HOME + "/{channel}/test")
def test(channel: str, page: Change) -> Response:
    """Send Today at once, or a greeting when there is nothing to say."""
    try:
        page.house.alerts.delivery.test(channel, _sample(page, channel))
    except Problem as problem:
        return page.go(HOME, Notice(problem.sentence(page.formats.language)))
    return page.go(HOME, Notice(page.say("messages.tested")))


@router.post(HOME + "/{channel}/rest")
def rest(channel: str, page: Change, active: Annotated[bool, Form()] = False) -> Response:
    """Let a channel rest, or speak again."""
    with page.house.database.write() as tx:
        page.house.alerts.channels.set_active(tx, channel, active)
        page.note(tx, "channel.changed", f"channel:{channel}", {"active": active})
    return page.go(HOME)


@router.post(HOME + "/{channel}/forget")
def forget(channel: str, page: Change) -> Response:
    """Forget a channel and its secrets."""
    with page.house.database.write() as tx:
        page.house.alerts.channels.drop(tx, channel)
        page.note(tx, "channel.forgotten", f"channel:{channel}")
    return page.go(HOME, Notice(page.say("messages.forgotten")))


@router.post(HOME + "/morning")
def morning(
    page: Change, at: Annotated[str, Form(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
) -> Response:
    """Change when Today is sent."""
    with page.house.database.write() as tx:
        version = preferences.change(tx, page.principal.id, Morning(at), page.now)
        page.note(tx, "preferences.changed", "preferences:morning", {"version": version})
    undo = f"{HOME}/morning/undo"
    return page.go(HOME, Notice(page.say("settings.kept"), undo))


@router.post(HOME + "/morning/undo")
def undo(page: Change) -> Response:
    """Return to the time that held before."""
    with page.house.database.write() as tx:
        version = preferences.undo(tx, page.principal.id, "morning", page.now)
        page.note(tx, "preferences.changed", "preferences:morning", {"version": version})
    return page.go(HOME, Notice(page.say("settings.undone")))


def _show(page: Page, kind: str = "") -> Response:
    with page.house.database.read() as tx:
        channels = page.house.alerts.channels.every(tx)
        at = preferences.get(tx, Morning).at
        sent = alerts.newest(tx, 5)
        people = {user.id: user.name for user in staff.every(tx)}
        open_to = staff.active(tx)
    senders = page.house.alerts.channels.senders
    known = Kind(kind) if kind in set(Kind) else None
    return page.show(
        "settings/messages.html",
        channels=channels,
        names={one.id: one.name for one in channels},
        sent=sent,
        people=people,
        choices=[(key, user.name) for key, user in open_to.items()],
        at=at,
        kinds=list(Kind),
        kind=known,
        fields=senders[known].fields if known else (),
        reachable=page.house.alerts.address.startswith("https://"),
        may_change=page.principal.may(Permission.SETTINGS_WRITE),
    )


def _sample(page: Page, channel_id: str) -> Message:
    """Today in the channel's language."""
    with page.house.database.read() as tx:
        channel, _ = page.house.alerts.channels.opened(tx, channel_id)
        said = digest(page.house, tx, page.now)
    if said is None:
        return Message("Shopweave", (Line(page.say("messages.hello")),))
    with page.house.database.write() as tx:
        return said.message(page.house, tx, channel, page.now)
