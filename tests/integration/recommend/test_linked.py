"""Products that are one are learned from together and shown once."""

from datetime import UTC, datetime, timedelta

from shopweave.commerce import catalog, orders, sources
from shopweave.commerce.catalog import ProductDraft, Status
from shopweave.commerce.customers import Directory, Identity, IdentityKind
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import LineDraft, OrderDraft, OrderStatus
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.recommend.linked import faced, lead
from shopweave.recommend.offer import read_offer
from shopweave.recommend.record import read_past
from shopweave.recommend.types import Code, Deed, Person, Question, Reason, Slot, Suggestion
from shopweave.trust.vault import Keyring, Vault

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def _shop(database: Database, name: str, *titles: str) -> tuple[Delivery, list[str]]:
    with database.write() as tx:
        origin = sources.ensure(tx, sources.SourceDraft(name, "api"), NOW).id
        delivery = Delivery(origin, NOW)
        done = catalog.upsert(tx, delivery, [ProductDraft(title, title) for title in titles])
    return delivery, [done.ids[title] for title in titles]


def _linked(database: Database, left: str, right: str) -> None:
    with database.write() as tx:
        catalog.link(tx, left, right, "Ann", NOW)


def test_what_is_bought_of_either_counts_for_the_leader(database: Database) -> None:
    """Orders of both shops become deeds with one product."""
    directory = Directory(Vault(Keyring.generate(), ManualClock(NOW)))
    web, (tea, cup) = _shop(database, "Web", "tea", "cup")
    till, (leaves,) = _shop(database, "Till", "leaves")
    for delivery, product in ((web, "tea"), (till, "leaves"), (web, "cup")):
        draft = OrderDraft(
            f"order of {product}",
            NOW - timedelta(days=1),
            "EUR",
            (LineDraft(1, 1, 500, product),),
            status=OrderStatus.COMPLETED,
            customer=(Identity(IdentityKind.EMAIL, "li@example.com", True),),
        )
        with database.write() as tx:
            orders.upsert(tx, directory, delivery, [draft])
    _linked(database, tea, leaves)
    with database.read() as tx:
        past = read_past(tx)
    bought = [past.products[item] for item in past.items]
    assert (bought.count(tea), bought.count(cup), bought.count(leaves)) == (2, 1, 0)


def test_one_of_several_is_offered(database: Database) -> None:
    """The leader stands for all; sold out, another one shows its face; apart, all are back."""
    _, (tea, cup) = _shop(database, "Web", "tea", "cup")
    _, (leaves,) = _shop(database, "Till", "leaves")
    _linked(database, tea, leaves)
    with database.write() as tx:
        assert read_offer(tx).sellable == {tea, cup}
        catalog.set_status(tx, tea, Status.HIDDEN, NOW)
        offer = read_offer(tx)
    listed = (Suggestion(tea, Reason(Code.popular)), Suggestion(cup, Reason(Code.popular)))
    assert offer.sellable == {tea, cup}
    assert [one.product for one in faced(listed, offer)] == [leaves, cup]
    with database.write() as tx:
        catalog.set_status(tx, leaves, Status.HIDDEN, NOW)
        assert read_offer(tx).sellable == {cup}


def test_who_bought_one_bought_the_other() -> None:
    """Deeds, cart and the page that is looked at are read in the leader's name."""
    person = Person("p", (Deed("till", 1.0),), (Deed("web", 2.0),), cart=("till", "web"))
    found, asked = lead(person, Question(Slot.product, 5, "till"), {"till": "web", "web": "web"})
    assert [deed.product for deed in (*found.bought, *found.seen)] == ["web", "web"]
    assert (found.cart, asked.product) == (("web",), "web")
