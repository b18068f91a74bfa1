"""A batch on its way in: read, sorted into good rows and bad ones, written once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Annotated, Any, Protocol, TypeVar

import orjson
from fastapi import Depends, Header, Query
from pydantic import ValidationError
from starlette.requests import Request

from shopweave.commerce import inbound, sources
from shopweave.commerce.api import records
from shopweave.commerce.api.errors import (
    BatchTooLong,
    KeyTooLong,
    KeyUsedOtherwise,
    NotABatch,
    WrongField,
)
from shopweave.commerce.inbound import Delivery, Rejected, Upserted
from shopweave.commerce.sources import Health, Source, SourceDraft
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.foundation.i18n import preferred
from shopweave.trust.permissions import Principal

MOST_ROWS = 1000
DEFAULT_SOURCE = "api"
_REMEMBERED = timedelta(hours=24)
_LONGEST_KEY = 200
# PostgreSQL's text cannot hold it.
_NUL = rb"\u0000"
_FORM = '{"rows": [{...}, {...}]}'

Draft = TypeVar("Draft")
Draft_co = TypeVar("Draft_co", covariant=True)
Row = dict[str, Any]


class Convertible(Protocol[Draft_co]):
    """A checked row that knows its draft."""

    def draft(self, source: Source, now: datetime) -> Draft_co:
        """As the record takes it."""
        ...


@dataclass(frozen=True, slots=True)
class Batch:
    """What a request asks for."""

    rows: list[Any]
    digest: bytes
    source: str | None
    historical: bool
    key: str | None
    language: str


async def read(
    request: Request,
    source: Annotated[str | None, Query(min_length=1, max_length=120)] = None,
    historical: bool = False,
    idempotency_key: Annotated[str | None, Header()] = None,
    accept_language: Annotated[str, Header()] = "",
) -> Batch:
    """Read the body: a list of rows, or an object with `rows`.

    Raises `NotABatch`, `BatchTooLong` and `KeyTooLong`.
    """
    body = await request.body()
    rows = _rows(body)
    if len(rows) > MOST_ROWS:
        raise BatchTooLong(rows=len(rows), most=MOST_ROWS)
    if idempotency_key and len(idempotency_key) > _LONGEST_KEY:
        raise KeyTooLong(most=_LONGEST_KEY)
    asked = inbound.digest([request.url.path, source, historical, body.hex()])
    chosen = preferred(accept_language)
    return Batch(rows, asked, source, historical, idempotency_key, chosen)


Sent = Annotated[Batch, Depends(read)]


class Intake:
    """Writes batches, each in one transaction together with the answer to it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def take(
        self,
        batch: Batch,
        principal: Principal,
        form: Callable[[Any], Convertible[Draft]],
        upsert: Callable[[Transaction, Delivery, Sequence[Draft]], Upserted],
    ) -> dict[str, Any]:
        """Write the good rows and tell what became of each; the same key, the same answer."""
        now = self._clock.now()
        with self._database.write() as tx:
            inbound.take_turn(tx)
            given = self._given(tx, principal, batch)
            if given is not None:
                return given
            source = _source(tx, principal, batch, now)
            drafts, bad = _drafts(batch.rows, form, source, now)
            delivery = Delivery(source.id, now, historical=batch.historical)
            done = upsert(tx, delivery, [draft for _, draft in drafts])
            placed = [replace(r, row=drafts[r.row][0]) for r in done.rejected]
            sources.report(tx, source.id, Health.OK, now)
            answer = _told(done, sorted([*bad, *placed], key=_row), batch.language)
            if batch.key:
                records.drop_older(tx, now - _REMEMBERED)
                records.keep(tx, principal.id, batch.key, batch.digest, answer, now)
        return answer

    def _given(self, tx: Transaction, principal: Principal, batch: Batch) -> dict[str, Any] | None:
        found = records.given(tx, principal.id, batch.key) if batch.key else None
        if found is None:
            return None
        if found.hash != batch.digest:
            raise KeyUsedOtherwise(key=batch.key)
        answer: dict[str, Any] = found.answer
        return answer


def _rows(body: bytes) -> list[Any]:
    try:
        sent = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise NotABatch(fault=str(error), form=_FORM) from error
    rows = sent.get("rows") if isinstance(sent, dict) else sent
    if not isinstance(rows, list):
        raise NotABatch(fault="there is no list of rows", form=_FORM)
    return rows


def _source(tx: Transaction, principal: Principal, batch: Batch, now: datetime) -> Source:
    """The source that the caller's key feeds; else the one named, or `api`."""
    if principal.source is not None:
        return sources.get(tx, principal.source)
    return sources.ensure(tx, SourceDraft(batch.source or DEFAULT_SOURCE, "api"), now)


def _drafts(
    rows: Sequence[Any], form: Callable[[Any], Convertible[Draft]], source: Source, now: datetime
) -> tuple[list[tuple[int, Draft]], list[Rejected]]:
    good: list[tuple[int, Draft]] = []
    bad: list[Rejected] = []
    for number, row in enumerate(rows):
        if _NUL in orjson.dumps(row):
            bad.append(_refused(number, row, "row", "it holds a NUL character"))
            continue
        try:
            good.append((number, form(row).draft(source, now)))
        except ValidationError as error:
            bad.append(_wrong(number, row, error))
    return good, bad


def _wrong(number: int, row: Any, error: ValidationError) -> Rejected:
    first = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(map(str, first["loc"])) or "row"
    return _refused(number, row, field, first["msg"][:1].lower() + first["msg"][1:])


def _refused(number: int, row: Any, field: str, fault: str) -> Rejected:
    key = str(row.get("id", "")) if isinstance(row, dict) else ""
    return Rejected(number, key[:200], field, WrongField(field=field, row=number, fault=fault))


def _told(done: Upserted, rejected: Sequence[Rejected], language: str) -> dict[str, Any]:
    return {
        "created": done.created,
        "changed": done.changed,
        "same": done.same,
        "ids": done.ids,
        "rejected": [
            {
                **bad.problem.document(language=language),
                "row": bad.row,
                "id": bad.external_id,
                "field": bad.field,
            }
            for bad in rejected
        ],
    }


def _row(rejected: Rejected) -> int:
    return rejected.row
