"""Rules: the holdout, how long decisions are kept, and what points of members are worth."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.commerce.points import PointsPreferences
from shopweave.commerce.sources import home
from shopweave.decisions import LedgerPreferences
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money, parse_minor
from shopweave.recommend import RecommendationPreferences
from shopweave.trust import audit
from shopweave.trust.permissions import Permission
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.SETTINGS_READ)]
Change = Annotated[Page, opened(Permission.SETTINGS_WRITE)]
HOME = "/settings/rules"


@router.get(HOME)
def index(page: Visit) -> Response:
    """Show what holds."""
    with page.house.database.read() as tx:
        recommendations = preferences.get(tx, RecommendationPreferences)
        ledger = preferences.get(tx, LedgerPreferences)
        points, currency = preferences.get(tx, PointsPreferences), home(tx).currency
    return page.show(
        "settings/rules.html",
        holdout=recommendations.holdout_percent,
        ledger=asdict(ledger),
        points=points,
        point_worth=Money(points.worth, currency).decimal(),
        currency=currency,
        may_change=page.principal.may(Permission.SETTINGS_WRITE),
    )


@router.post(HOME + "/recommendations")
def set_holdout(page: Change, holdout_percent: Annotated[float, Form(ge=0, le=50)]) -> Response:
    """Change the share of people who get no personal list."""
    return _keep(page, RecommendationPreferences(holdout_percent), "recommendations")


@router.post(HOME + "/decisions")
def set_ledger(
    page: Change,
    replay_days: Annotated[int, Form(ge=1, le=3650)],
    keep_days: Annotated[int, Form(ge=1, le=3650)],
    window_days: Annotated[int, Form(ge=1, le=90)],
) -> Response:
    """Change how long decisions are followed and kept."""
    return _keep(page, LedgerPreferences(replay_days, keep_days, window_days), "decisions")


@router.post(HOME + "/points")
def set_points(
    page: Change,
    earned_per_unit: Annotated[float, Form(ge=0, le=1000)],
    worth: Annotated[str, Form(max_length=40)],
    days: Annotated[int, Form(ge=0, le=3650)],
) -> Response:
    """Change what earns points, what one pays at the till, and how long they last."""
    with page.house.database.read() as tx:
        minor = parse_minor(worth, home(tx).currency)
    return _keep(page, PointsPreferences(earned_per_unit, minor, days), "points")


@router.post(HOME + "/undo")
def undo(page: Change, name: Annotated[str, Form()]) -> Response:
    """Return to what held before."""
    with page.house.database.write() as tx:
        version = preferences.undo(tx, page.principal.id, name, page.now)
        _note(page, tx, name, version)
    return page.go(HOME, Notice(page.say("settings.undone")))


def _keep(page: Page, wanted: object, name: str) -> Response:
    with page.house.database.write() as tx:
        version = preferences.change(tx, page.principal.id, wanted, page.now)
        _note(page, tx, name, version)
    return page.go(HOME, Notice(page.say("settings.kept"), f"{HOME}/undo", {"name": name}))


def _note(page: Page, tx: Transaction, name: str, version: int) -> None:
    detail, subject = {"version": version}, f"preferences:{name}"
    audit.record(tx, page.principal, "preferences.changed", subject, detail, at=page.now)
