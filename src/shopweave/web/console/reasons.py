"""Reasons of the ledger in plain words: data in, sentences out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shopweave.commerce import catalog
from shopweave.commerce.catalog import Card
from shopweave.decisions import Decision
from shopweave.foundation.database import Transaction
from shopweave.recommend import Suggestion
from shopweave.web.console.page import Page
from shopweave.web.console.templates import catalogue


@dataclass(frozen=True, slots=True)
class Suggested:
    """A product that would be recommended, and why."""

    card: Card
    why: str


def cards_of(page: Page, tx: Transaction, decisions: Iterable[Decision]) -> dict[str, Card]:
    """Every product that these decisions name: in a list, in a reason, or as what it was for."""
    named = [
        name for made in decisions for name in (*made.items, *_causes(made), *_asked_with(made))
    ]
    return catalog.cards(tx, list(dict.fromkeys(named)), page.formats.language)


def of_item(page: Page, made: Decision, position: int, cards: Mapping[str, Card]) -> str:
    """Why the item at this position is in the list; empty when nothing was recorded."""
    listed = _listed(made)
    return sentence(page, listed[position], cards) if position < len(listed) else ""


def of_suggestions(
    page: Page, suggested: Iterable[Suggestion], cards: Mapping[str, Card]
) -> list[Suggested]:
    """Suggestions that still have a card, with their reason in words."""
    return [
        Suggested(cards[one.product], sentence(page, one.reason.data(), cards))
        for one in suggested
        if one.product in cards
    ]


def named_by(suggested: Iterable[Suggestion]) -> list[str]:
    """Every product that suggestions show or give as a reason."""
    return [name for one in suggested for name in (one.product, one.reason.product) if name]


def of_whole(page: Page, made: Decision, cards: Mapping[str, Card]) -> list[str]:
    """Why a decision was made, sentence by sentence, without doubles."""
    spoken = (sentence(page, reason, cards) for reason in _listed(made))
    return list(dict.fromkeys(filter(None, spoken)))


def sentence(page: Page, reason: Mapping[str, Any], cards: Mapping[str, Card]) -> str:
    """One reason in words, about the customer and not to them as the shop front says it."""
    code, product = str(reason.get("code", "")), str(reason.get("product", ""))
    values = {
        "product": cards[product].title if product in cards else "",
        "count": reason.get("count", 0),
        "days": round(float(reason.get("days") or 0)),
    }
    wanted = [f"{code}_days"] if reason.get("days") is not None else []
    if code == "buy_again" and wanted:
        values["count"] = values["days"]
    wanted += [code] if values["product"] or f"reason.{code}_bare" not in catalogue() else []
    for key in (f"reason.{name}" for name in (*wanted, f"{code}_bare")):
        if key in catalogue():
            return page.say(key, **values)
    return code.replace("_", " ")


def _listed(made: Decision) -> list[Mapping[str, Any]]:
    reasons = made.reasons
    found = reasons if isinstance(reasons, list | tuple) else [reasons] if reasons else []
    return [reason if isinstance(reason, Mapping) else {"code": str(reason)} for reason in found]


def _causes(made: Decision) -> list[str]:
    return [str(reason["product"]) for reason in _listed(made) if reason.get("product")]


def _asked_with(made: Decision) -> list[str]:
    inputs = made.inputs or {}
    return [str(name) for name in (inputs.get("product"), *(inputs.get("cart") or ())) if name]
