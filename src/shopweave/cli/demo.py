"""The sample shop moves in: its past as files, an owner, keys, and shoppers from outside."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from shopweave.app import Shopweave
from shopweave.commerce import money, sources
from shopweave.commerce.money import FeeKind, FeeRule, MoneyRules, TaxRate
from shopweave.connectors.files import Request
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction
from shopweave.recommend import train
from shopweave.simulate import World, export, imagine, remember
from shopweave.trust import keys, setup, staff
from shopweave.trust.permissions import SYSTEM, Permission, Role

SEED = 7
SOURCE = "Sample shop"
_LOGIN = "sample-owner"
_KINDS = ("products", "customers", "stock", "orders")
_BACK_OFFICE = frozenset({Permission.ORDERS_WRITE, Permission.EVENTS_SEND})
out = Console()


@dataclass(frozen=True, slots=True)
class Tenancy:
    """What the shoppers need to come in, and the link for the person at the screen."""

    public_key: str
    secret_key: str
    token: str
    past: datetime | None


def move_in(shop: Shopweave) -> Tenancy:
    """Fill an empty installation with the sample shop; again and again it changes nothing more."""
    moved = shop.settings.data / "sample-shop"
    now, past = shop.clock.now(), None
    if not (moved / "done").exists():
        past = now
        _bring_the_past(shop, imagine(SEED), moved, now)
        (moved / "done").write_text(now.isoformat())
    owner = _owner(shop, now)
    with shop.database.write() as tx:
        return replace(_open_doors(tx, now, owner), past=past)


def _bring_the_past(shop: Shopweave, world: World, folder: Path, now: datetime) -> None:
    merchant = world.merchant
    draft = sources.SourceDraft(
        SOURCE, "sample", merchant.currency, merchant.time_zone, sample=True
    )
    with shop.database.write() as tx:
        sources.ensure(tx, draft, now)
    with _progress() as bars:
        drawing = bars.add_task("Drawing the sample shop", total=1)
        export(world, remember(world, now), folder)
        bars.update(drawing, completed=1)
        for kind in _KINDS:
            _import(shop, bars, kind, folder)
        keeping = bars.add_task("Keeping its books", total=1)
        _set_rules(shop, now)
        money.follow(shop.database, shop.clock.now())
        bars.update(keeping, completed=1)
        training = bars.add_task("Training on its past", total=1)
        train(shop.database, shop.artefacts, shop.clock.now(), SOURCE, lambda _note: None)
        bars.update(training, completed=1)


def _set_rules(shop: Shopweave, now: datetime) -> None:
    """The taxes and fees of a small shop in China: 9 % for what fields bring, 13 % for goods."""
    percent = Decimal
    taxes = [TaxRate(percent(13), "CN"), TaxRate(percent(9), "CN", "茶叶 Tea")]
    fees = [
        FeeRule(FeeKind.PAYMENT, percent("0.6")),
        FeeRule(FeeKind.COMMISSION, percent(5), channel="web"),
        FeeRule(FeeKind.SHIPPING, fixed=percent("8.5"), channel="web"),
        FeeRule(FeeKind.RETURN, fixed=percent(6), channel="web"),
    ]
    with shop.database.write() as tx:
        preferences.change(tx, _LOGIN, sources.Shop(country="CN"), now)
        preferences.change(tx, _LOGIN, MoneyRules(tuple(taxes), tuple(fees)), now)


def _import(shop: Shopweave, bars: Progress, kind: str, folder: Path) -> None:
    task = bars.add_task(f"Bringing in its {kind}", total=None)

    def watch(done: int, total: int, _stage: str) -> None:
        bars.update(task, completed=done, total=total or None)

    request = Request(folder / f"{kind}.csv", kind, source=SOURCE, by="sample shop")
    shop.importer.run(request, watch)


def _owner(shop: Shopweave, now: datetime) -> str:
    """The sample shop's owner, who comes in by link only: nobody knows the password."""
    with shop.database.read() as tx:
        found = staff.with_login(tx, _LOGIN)
    if found is not None:
        return found.id
    password = shop.trust.passwords.hash(secrets.token_urlsafe(24))
    wanted = staff.NewUser(_LOGIN, "Lin Mo", (Role.OWNER.value,), password, shop.settings.language)
    with shop.database.write() as tx:
        return staff.add(tx, SYSTEM, wanted, now).id


def _open_doors(tx: Transaction, now: datetime, owner: str) -> Tenancy:
    """New keys at each start, as the text of a secret one is not kept."""
    source = sources.by_name(tx, SOURCE)
    for old in keys.every(tx):
        if old.source == source.id and old.revoked_at is None:
            keys.revoke(tx, SYSTEM, old.id, now)
    front = keys.NewKey(keys.KeyKind.PUBLIC, "Sample shop front", source=source.id)
    office = keys.NewKey(keys.KeyKind.SECRET, "Sample back office", _BACK_OFFICE, source=source.id)
    public, secret = (keys.create(tx, SYSTEM, wanted, now)[1] for wanted in (front, office))
    return Tenancy(public, secret, setup.issue(tx, now, owner), None)


def shoppers(tenancy: Tenancy, url: str) -> list[str]:
    """Arguments of the process in which they live; the keys travel by environment."""
    os.environ["SHOPWEAVE_SAMPLE_PUBLIC_KEY"] = tenancy.public_key
    os.environ["SHOPWEAVE_SAMPLE_SECRET_KEY"] = tenancy.secret_key
    arguments = ["simulate", "--leashed", "--url", url, "--seed", str(SEED)]
    return [*arguments, "--past", tenancy.past.isoformat()] if tenancy.past else arguments


@contextmanager
def _progress() -> Iterator[Progress]:
    shown = (TextColumn("{task.description:<28}"), BarColumn(), TimeElapsedColumn())
    with Progress(*shown, console=out) as bars:
        yield bars
