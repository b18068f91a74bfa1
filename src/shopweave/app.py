"""Composition root: settings in, a wired Shopweave out."""

from datetime import datetime
from typing import Any

from fastapi import FastAPI
from starlette.routing import Route

from shopweave import alerts, decisions, goods, recommend, schema
from shopweave.alerts import Actions, Alerts
from shopweave.commerce import api as record
from shopweave.commerce import (
    catalog,
    customers,
    events,
    fulfilment,
    money,
    orders,
    points,
    returns,
    stock,
    till,
)
from shopweave.commerce.catalog import OwnPricesSet, ProductsLinked, ProductsUnlinked
from shopweave.commerce.customers import Directory
from shopweave.commerce.events import EventsStored
from shopweave.commerce.fulfilment import FulfilmentChanged
from shopweave.commerce.orders import OrderCancelled, OrderChanged, OrderPlaced
from shopweave.commerce.sources import Shop
from shopweave.commerce.stock import AvailabilityChanged
from shopweave.connectors.feeds import FeedRoutes, Feeds
from shopweave.connectors.files import FileImported, Importer, Imports, Uploads
from shopweave.connectors.sync import Poller, SourceRoutes, Sources, Telling, tell_shops
from shopweave.decisions import Kinds
from shopweave.decisions import Ledger as Decisions
from shopweave.decisions.routes import DecisionRoutes
from shopweave.foundation import checks, jobs, outbox
from shopweave.foundation.artefacts import ArtefactStore
from shopweave.foundation.checks import Checks
from shopweave.foundation.clock import Clock, SystemClock
from shopweave.foundation.database import Database, Transaction
from shopweave.foundation.jobs import Handlers, Worker
from shopweave.foundation.outbox import Dispatcher, Subscriptions
from shopweave.foundation.preferences import Preferences
from shopweave.foundation.telemetry import Metrics
from shopweave.foundation.writer import Writer
from shopweave.goods import drafting
from shopweave.recommend import Askers, Names, Recommendations, Recommender
from shopweave.search import Follower, Search, Searching
from shopweave.settings import Settings
from shopweave.trust import Trust
from shopweave.trust import checks as trust_checks
from shopweave.trust import routes as trust
from shopweave.trust import tasks as trust_tasks
from shopweave.trust.permissions import Permission, Principal
from shopweave.trust.personal_data import Handler
from shopweave.web import application, health
from shopweave.web.console import forms
from shopweave.web.console.today import digest
from shopweave.web.jobs import JobRoutes


class Shopweave:
    """The running product: every part, built once from the settings."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.settings, self.ways = settings, settings.ways
        self.clock = clock or SystemClock()
        self.database = Database.open(settings.database_url)
        schema.upgrade(self.database)
        self.trust = Trust.open(
            self.database,
            self.clock,
            settings.data,
            forms.check,
            settings.public,
            settings.https,
            aliases=customers.family,
        )
        self.preferences = Preferences(self.database).start()
        self.directory = Directory(
            self.trust.vault, lambda: self.preferences.current(Shop).country or None
        )
        self.trust.personal_data.register(
            customers.handler(self.directory),
            events.PERSONAL_DATA,
            orders.PERSONAL_DATA,
            stock.PERSONAL_DATA,
            fulfilment.PERSONAL_DATA,
            returns.PERSONAL_DATA,
            points.PERSONAL_DATA,
            Handler("decisions", frozenset(), decisions.export_person, decisions.erase_person),
            Handler("jobs", frozenset(), _nothing, jobs.forget),
        )
        self.importer = Importer(self.database, self.directory, self.clock)
        self.uploads = Uploads(self.database, self.importer, settings.data / "uploads", self.clock)
        self.sources = Sources.open(self.database, self.clock, self.trust.safe, self.directory)
        self.feeds = Feeds(self.database, self.trust.vault, self.clock)
        self.writer = Writer(self.database)
        self.live = events.Live(self.database)
        self.metrics = _readings(self.database, self.writer)
        self.artefacts = ArtefactStore(settings.data / "models")
        self.ledger = Decisions(self.writer)
        self.recommender = Recommender(
            self.database, self.artefacts, self.ledger, self.preferences, self.clock
        )
        self.follower = Follower(self.database, lambda: self.recommender.watch.offer)
        self.kinds = Kinds().on(recommend.KIND, replay=self.recommender.replay)
        self.alerts = Alerts.open(
            self.database, self.clock, self.trust, self._actions(), settings.address
        )
        self._goods()

    def application(self) -> FastAPI:
        """The HTTP surfaces."""
        return application.create(
            self,
            api=[
                Imports(self.importer, self.uploads).router(),
                SourceRoutes(self.sources).router(),
                DecisionRoutes(self.database, self.clock, self.kinds, money.left_of).router(),
                FeedRoutes(self.feeds).router(),
                JobRoutes(self.database, self.clock).router(),
                *record.routers(self.database, self.clock, self.directory),
                *till.routers(self.database, self.clock, self.directory),
                goods.GoodsRoutes(self.database, self.clock, self.kinds).router(),
                *trust.routers(self.database, self.clock, self.trust),
            ],
            routes=[
                *self._intake().routes(),
                *self._front(),
                *health.routes(self.checks(), self.metrics),
            ],
            metrics=self.metrics,
        )

    def checks(self) -> Checks:
        """What must be in order; readiness asks the first three."""
        found = Checks()
        found.on("database", checks.database_answers(self.database), ready=True)
        found.on("disk", checks.disk_has_room(self.settings.data), ready=True)
        found.on("tables", lambda: schema.check(self.database), ready=True)
        found.on("clock", checks.clock_is_right(self.database, self.clock))
        found.on("keys", trust_checks.keys_fit(self.database, self.trust))
        found.on("audit log", trust_checks.log_is_intact(self.database, self.trust))
        return found.on("jobs", checks.work_is_done(self.database, self.clock))

    def background(self, slots: int = 3) -> list[Worker | Dispatcher | Poller]:
        """What does the jobs and carries the news; start each, and stop each at the end."""
        handlers = Handlers()
        decisions.register(handlers)
        catalog.register(handlers)
        goods.register(handlers)
        self.drafting.attach(handlers)
        trust_tasks.register(handlers, self.trust)
        self.uploads.attach(handlers)
        self.sources.attach(handlers)
        recommend.add_jobs(handlers, self.artefacts)
        stock.add_jobs(handlers)
        fulfilment.add_jobs(handlers)
        orders.add_jobs(handlers)
        money.tasks.register(handlers)
        alerts.register(handlers, self.alerts.delivery)
        digest.register(handlers, self)
        subscriptions = self._subscriptions(handlers)
        return [
            Worker(self.database, handlers, self.clock, slots),
            Dispatcher(self.database, subscriptions),
            Poller(self.database, self.clock),
        ]

    def close(self) -> None:
        """Finish what was taken and give everything back."""
        self.follower.stop()
        self.recommender.stop()
        self.preferences.stop()
        self.writer.stop()
        self.trust.close()
        self.database.close()

    def _goods(self) -> None:
        """What approving and undoing mean for goods, and what drafts their texts."""
        duplicates = goods.Duplicates(self.clock)
        self.kinds.on(goods.KIND, approve=duplicates.approve, undo=duplicates.undo)
        own_value = goods.OwnValue(self.clock)
        endpoint = drafting.Endpoint(self.trust.safe, self.clock)
        self.drafting = drafting.Drafting(self.database, endpoint, self.clock)
        self.kinds.on(drafting.KIND, approve=own_value.approve, undo=own_value.undo)
        self.kinds.on(goods.FILING, approve=own_value.approve, undo=own_value.undo)
        self.kinds.on("goods.safety", undo=goods.SafetySet(self.clock).undo)

    def _intake(self) -> events.Intake:
        ledger = events.Ledger(events.People(self.directory), self.live)
        return events.Intake(events.Door(self.database, self.clock), ledger, self.writer)

    def _front(self) -> list[Route]:
        """What shop fronts ask with a public key."""
        names = Names(self.database, self.directory, self.clock)
        askers = Askers(self.recommender.people, names)
        index, recommender = self.follower.start().index, self.recommender.start()
        search = Search(index, recommender, self.ledger, self.clock)
        return [
            *Recommendations(recommender, askers).routes(),
            *Searching(search, askers, self.database).routes(),
            *record.Nearby(self.database, self.clock).routes(),
        ]

    def _actions(self) -> Actions:
        """What a button in a message may do."""

        def approve(tx: Transaction, who: Principal, decision: str, now: datetime) -> None:
            decisions.approve(tx, self.kinds, decision, who.id, now)

        def train(tx: Transaction, who: Principal, _subject: str, _now: datetime) -> None:
            jobs.enqueue(tx, recommend.TRAIN, {"by": who.id}, unique_key=recommend.TRAIN)

        actions = Actions().on("decisions.approve", Permission.DECISIONS_APPROVE, approve)
        return actions.on(recommend.TRAIN, Permission.MODELS_MANAGE, train)

    def _subscriptions(self, handlers: Handlers) -> Subscriptions:
        subscriptions = Subscriptions().on(EventsStored, recommend.note_outcomes)
        subscriptions.on(FileImported, recommend.learn_from_files)
        subscriptions.on(OrderPlaced, recommend.note_purchases)
        subscriptions.on(OrderCancelled, recommend.take_purchases_back)
        linked = stock.Linked(self.clock)
        subscriptions.on(ProductsLinked, linked.joined).on(ProductsUnlinked, linked.parted)
        subscriptions.on(OrderPlaced, money.tasks.hear_placed)
        subscriptions.on(OrderCancelled, money.tasks.hear_cancelled)
        parcels, points_ = fulfilment.FulfilmentFollow(self.clock), points.PointsFollow(self.clock)
        subscriptions.on(OrderPlaced, parcels.placed).on(OrderCancelled, parcels.cancelled)
        subscriptions.on(OrderPlaced, points_.placed).on(OrderCancelled, points_.cancelled)
        subscriptions.on(OrderChanged, points_.changed).on(OrderChanged, money.tasks.hear_changed)
        subscriptions.on(AvailabilityChanged, tell_shops)
        telling = Telling(self.clock)
        subscriptions.on(OwnPricesSet, telling.prices)
        subscriptions.on(FulfilmentChanged, telling.parcels)
        subscriptions.attach(handlers)
        return subscriptions


def _nothing(_tx: Transaction, _customer: str) -> list[dict[str, Any]]:
    """What jobs would tell a person of himself: they name pseudonyms and say nothing of them."""
    return []


def _readings(database: Database, writer: Writer) -> Metrics:
    """Figures that tell whether work piles up."""

    def states() -> dict[str, float]:
        with database.read() as tx:
            return {str(state): float(number) for state, number in jobs.counts(tx).items()}

    def news() -> dict[str, float]:
        with database.read() as tx:
            return {"": float(outbox.waiting(tx))}

    metrics = Metrics()
    metrics.reading("jobs", "Jobs by state; dead ones wait for a person", states, "state")
    metrics.reading("outbox_waiting", "Events that have not become jobs yet", news)
    metrics.reading("writer_waiting", "Rows queued for commit", lambda: {"": writer.waiting})
    return metrics
