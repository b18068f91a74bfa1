"""Statements about what became of decisions, and what units of experiments bought."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Float, Row, cast, delete, func, select

from shopweave.decisions.records.rows import outcome_of
from shopweave.decisions.tables import decisions, outcomes, purchases, units
from shopweave.decisions.types import Happened, Outcome, Purchase
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction

o = outcomes.c
_KEY = ["decision", "happened", "item", "reference"]


def add_outcomes(tx: Transaction, rows: Sequence[Outcome]) -> int:
    """Write outcomes that are not there yet; returns how many were new."""
    new = {
        (one.decision, one.happened, one.item, one.reference): {
            column.name: getattr(one, column.name) for column in outcomes.columns
        }
        for one in rows
    }
    return len(tx.insert_new(outcomes, list(new.values()), key=_KEY))


def outcomes_of(tx: Transaction, made: Collection[str]) -> list[Outcome]:
    """What came of these decisions, oldest first."""
    statement = select(outcomes).where(o.decision.in_(sorted(made))).order_by(o.at)
    return [outcome_of(row) for row in tx.all(statement)]


def unit_among(tx: Transaction, subjects: Sequence[str]) -> str:
    """The pseudonym under which a person takes part in experiments; the first when in none."""
    u = units.c
    taking_part = select(u.unit).where(u.unit.in_(sorted(subjects))).order_by(u.since).limit(1)
    return str(tx.scalar(taking_part) or subjects[0])


def known_purchases(tx: Transaction, subjects: Sequence[str]) -> set[str]:
    """References of all that a person bought, under any pseudonym."""
    p = purchases.c
    rows = tx.all(select(p.reference).where(p.unit.in_(sorted(subjects))))
    return {row.reference for row in rows}


def take_back(tx: Transaction, subjects: Sequence[str], references: Collection[str]) -> int:
    """Delete purchases and what they said of lists; returns how many purchases there were."""
    names, wanted = sorted(subjects), sorted(references)
    d, p = decisions.c, purchases.c
    theirs = select(d.id).where(d.subject_id.in_(names))
    said = [o.happened == Happened.BOUGHT, o.reference.in_(wanted), o.decision.in_(theirs)]
    tx.execute(delete(outcomes).where(*said))
    return tx.execute(delete(purchases).where(p.unit.in_(names), p.reference.in_(wanted)))


def add_purchases(tx: Transaction, unit: str, bought: Sequence[Purchase]) -> None:
    """Write what a unit bought."""
    rows = {
        one.reference: {
            "unit": unit,
            "reference": one.reference,
            "at": one.at,
            "value": one.value,
            "currency": one.currency,
        }
        for one in bought
    }
    tx.insert_new(purchases, list(rows.values()), key=["unit", "reference"])


def what_came(
    tx: Transaction, since: datetime, until: datetime
) -> dict[tuple[str, str | None, Happened, str | None], tuple[int, int]]:
    """By (kind, arm, what happened, currency): how often, and its value in minor units."""
    d = decisions.c
    joined = (
        select(
            d.kind,
            d.arm,
            o.happened,
            o.currency,
            func.count().label("times"),
            func.sum(o.value).label("value"),
        )
        .join_from(outcomes, decisions, o.decision == d.id)
        .where(o.decision >= ids.first_of(since), o.decision < ids.first_of(until))
        .group_by(d.kind, d.arm, o.happened, o.currency)
    )
    return {
        (row.kind, row.arm, Happened(row.happened), row.currency): (row.times, int(row.value))
        for row in tx.all(joined)
    }


def bought(tx: Transaction, since: datetime, until: datetime) -> Sequence[Row[Any]]:
    """(kind, arm, reference) of every purchase that came of a decision made in this time."""
    d = decisions.c
    query = select(d.kind, d.arm, o.reference).join_from(outcomes, decisions, o.decision == d.id)
    query = query.where(o.decision >= ids.first_of(since), o.decision < ids.first_of(until))
    return tx.all(query.where(o.happened == Happened.BOUGHT))


def arm_sizes(tx: Transaction, experiment: str) -> dict[str, int]:
    """How many units each arm has."""
    u = units.c
    counted = select(u.arm, func.count().label("units")).where(u.experiment == experiment)
    return {row.arm: row.units for row in tx.all(counted.group_by(u.arm))}


def arm_sums(
    tx: Transaction, experiment: str, until: datetime
) -> dict[tuple[str, str], tuple[int, float, float]]:
    """By (arm, currency): buyers, their value in minor units, and the sum of its squares."""
    u, p = units.c, purchases.c
    spent = (
        select(u.arm, p.currency, cast(func.sum(p.value), Float).label("value"))
        .join_from(units, purchases, u.unit == p.unit)
        .where(u.experiment == experiment, p.at >= u.since, p.at < until)
        .group_by(u.unit, u.arm, p.currency)
        .subquery()
    )
    s = spent.c
    sums = select(
        s.arm,
        s.currency,
        func.count().label("buyers"),
        func.sum(s.value).label("value"),
        func.sum(s.value * s.value).label("squares"),
    ).group_by(s.arm, s.currency)
    return {(r.arm, r.currency): (r.buyers, r.value, r.squares) for r in tx.all(sums)}
