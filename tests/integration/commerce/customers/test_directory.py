"""People are recognised, merged and taken apart, and their fields stay sealed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from shopweave.commerce import customers, sources
from shopweave.commerce.customers import CustomerDraft, Directory, Identity, IdentityKind
from shopweave.commerce.inbound import Delivery
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.trust.vault import Keyring, Vault

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LI = CustomerDraft("7", "Li Na", "li@example.com", "+8613812345678", {"city": "Xi'an"})


def number(value: str) -> Identity:
    """A customer number."""
    return Identity(IdentityKind.CUSTOMER_ID, value)


def email(value: str) -> Identity:
    """A verified e-mail."""
    return Identity(IdentityKind.EMAIL, value)


def visitor(value: str) -> Identity:
    """A browser."""
    return Identity(IdentityKind.ANONYMOUS, value)


@pytest.fixture
def directory() -> Directory:
    """A directory with a key of its own."""
    return Directory(Vault(Keyring.generate(), ManualClock(NOW)))


@pytest.fixture
def delivery(database: Database) -> Delivery:
    """Rows of one shop."""
    with database.write() as tx:
        return Delivery(sources.ensure(tx, sources.SourceDraft("Shop", "api"), NOW).id, NOW)


def test_the_same_marks_are_the_same_person(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Within a batch and later, also in another process, the same marks give the same id."""
    people = [[number("1")], [number("2")], [number("1")], [], [number("guest")]]
    with database.write() as tx:
        first = directory.resolve_many(tx, delivery, people)
    directory.forget()
    with database.write() as tx:
        again = directory.resolve_many(tx, delivery, people)
    assert first == again
    assert first[0] == first[2] != first[1]
    assert first[3:] == [None, None]


def test_a_number_counts_within_its_shop(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Customer 1 of one shop is not customer 1 of another."""
    with database.write() as tx:
        other = sources.ensure(tx, sources.SourceDraft("Till", "pos"), NOW).id
        here = directory.resolve(tx, delivery, [number("1")])
        there = directory.resolve(tx, replace(delivery, source_id=other), [number("1")])
    assert here != there


def test_signing_in_joins_and_a_person_can_part(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """A merge found by a mark is logged, can be undone, and is not found again."""
    with database.write() as tx:
        before = directory.resolve(tx, delivery, [visitor("a1")]) or ""
        known = directory.resolve(tx, delivery, [number("1"), visitor("a1")]) or ""
        assert customers.family(tx, before) == (known, before)
        [merge] = customers.merges(tx, known)
        customers.separate(tx, merge.id, "staff", NOW)
        assert customers.family(tx, before) == (before,)
        assert customers.family(tx, known) == (known,)
        directory.forget()
        assert directory.resolve(tx, delivery, [number("1"), visitor("a1")]) == known
        assert customers.family(tx, before) == (before,)
        with pytest.raises(customers.MergeUndone):
            customers.separate(tx, merge.id, "staff", NOW)


def test_a_parted_visitor_is_recognised_anew(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Half a second after parting, what is remembered of a visitor is forgotten, too."""
    with database.write() as tx:
        directory.resolve(tx, delivery, [visitor("a1")])
        known = directory.resolve(tx, delivery, [number("1"), visitor("a1")]) or ""
    directory.forget()
    with database.write() as tx:
        assert directory.resolve(tx, delivery, [visitor("a1")]) == known
    with database.write() as tx:
        customers.separate(tx, customers.merges(tx, known)[0].id, "staff", NOW)
    later = replace(delivery, now=NOW + timedelta(seconds=1))
    with database.write() as tx:
        assert directory.resolve(tx, later, [visitor("a1")]) != known


def test_merging_by_hand_and_back_leaves_no_trace(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Whoever was merged into the parted one goes with it; the rest stays together."""
    with database.write() as tx:
        a, b, c = (directory.resolve(tx, delivery, [number(n)]) or "" for n in "123")
        inner = customers.merge(tx, b, c, "staff", NOW)
        outer = customers.merge(tx, a, b, "staff", NOW)
        assert set(customers.family(tx, c)) == {a, b, c}
        customers.separate(tx, outer.id, "staff", NOW)
        assert customers.family(tx, a) == (a,)
        assert customers.family(tx, c) == (b, c)
        customers.separate(tx, inner.id, "staff", NOW)
        assert [customers.family(tx, one) for one in (a, b, c)] == [(a,), (b,), (c,)]


def test_a_shared_phone_is_found_out(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """The till's phone first joins people; on too many it parts all whom it had joined."""
    phone = Identity(IdentityKind.PHONE, "+442079460018")
    with database.write() as tx:
        people = [directory.resolve(tx, delivery, [email(f"{n}@a.b"), phone]) for n in range(7)]
        directory.forget()
        assert {customers.family(tx, one or "") for one in people if one} == {
            (one,) for one in people
        }


def test_keeps_fields_sealed_and_finds_them(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Name and e-mail are found and opened with the key, and nowhere readable in the tables."""
    with database.write() as tx:
        done = directory.upsert(tx, delivery, [LI])
        key = done.ids["7"]
        again = directory.upsert(tx, delivery, [LI])
        assert (done.created, again.same) == (1, 1)
        shown = directory.personal(tx, key)
        assert (shown.name, shown.email, shown.address) == (LI.name, LI.email, LI.address)
        assert ("phone", "+8613812345678") in shown.identities
        for words in ("LI@example.com", "+86 138 1234 5678", "7", "na li", "Na"):
            assert directory.find(tx, words) == [key]
        assert directory.find(tx, "somebody else") == []
        raw = str([tx.all(text(f"SELECT * FROM {table}")) for table in _tables()])
    assert "Li Na" not in raw
    assert "li@example.com" not in raw


def _tables() -> list[str]:
    return ["customers", "customer_identities", "customer_words", "customer_merges"]


def test_an_order_may_come_before_the_customer(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Who was known by number only keeps the id when the shop describes the person."""
    with database.write() as tx:
        early = directory.resolve(tx, delivery, [number("7")])
        done = directory.upsert(tx, delivery, [LI])
        assert done.ids["7"] == early
        assert (done.created, done.changed) == (0, 1)
        assert directory.resolve(tx, delivery, [email("li@example.com")]) == early


def test_leaves_out_customers_that_are_none(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """A guest's number and a broken e-mail are named; the others are in."""
    drafts = [CustomerDraft("0"), CustomerDraft("8", email="broken"), LI]
    with database.write() as tx:
        done = directory.upsert(tx, delivery, drafts)
    assert set(done.ids) == {"7"}
    assert [r.problem.code() for r in done.rejected] == ["nobodys-number", "not-an-email"]


def test_looking_up_creates_nobody(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """A question about an unknown person leaves no row behind."""
    with database.write() as tx:
        assert directory.look_up(tx, delivery.source_id, [number("1")]) is None
        made = directory.resolve(tx, delivery, [number("1")])
        assert directory.look_up(tx, delivery.source_id, [number("1")]) == made
        assert tx.scalar(text("SELECT count(*) FROM customers")) == 1


def test_an_erased_person_is_unknown_again(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """After erasing nothing opens, nothing is found, and the same marks make a new person."""
    handler = customers.handler(directory)
    with database.write() as tx:
        key = directory.upsert(tx, delivery, [LI]).ids["7"]
    with database.write() as tx:
        [told] = handler.export(tx, key)
        assert told["email"] == "li@example.com"
        assert handler.erase(tx, key) > 0
        directory.vault.destroy(tx, [key])
    with database.write() as tx:
        assert handler.export(tx, key) == []
        assert directory.find(tx, "li@example.com") == []
        assert directory.resolve(tx, delivery, [number("7")]) != key


def test_many_people_are_opened_like_one(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Everybody's fields come at once: as each one's own, also of who was joined or is unknown."""
    with database.write() as tx:
        directory.upsert(tx, delivery, [LI, CustomerDraft("8", email="wu@example.com")])
        directory.upsert(tx, delivery, [CustomerDraft("9", "Li N.")])
        seven, eight, nine = directory.resolve_many(
            tx, delivery, [[number("7")], [number("8")], [number("9")]]
        )
        browser = directory.resolve(tx, delivery, [visitor("b-1")])
        assert seven is not None
        assert nine is not None
        customers.merge(tx, seven, nine, "staff", NOW)
        known = [key for key in (seven, eight, nine, browser) if key]
        opened = directory.personal_many(tx, [*known, "nobody"])
        assert opened == {key: directory.personal(tx, key) for key in known}
    assert (opened[nine].name, opened[nine].phone) == ("Li Na", "+8613812345678")
    assert [value for _, value in opened[known[3]].identities] == ["b-1"]


def test_a_national_number_is_one_of_its_country(database: Database, delivery: Delivery) -> None:
    """A phone without a country's code is read as the row's country writes it, else the shop's."""
    shop = Directory(Vault(Keyring.generate(), ManualClock(NOW)), lambda: "CN")
    drafts = [
        CustomerDraft("7", "Li Na", phone="138 1234 5678"),
        CustomerDraft("8", "Mara Lind", phone="0151 12345678", country="DE"),
    ]
    with database.write() as tx:
        ids = shop.upsert(tx, delivery, drafts).ids
        assert shop.find(tx, "+86 138-1234-5678") == shop.find(tx, "13812345678") == [ids["7"]]
        assert shop.find(tx, "+49 151 12345678") == [ids["8"]]


def test_a_number_that_came_before_the_country_is_found(
    database: Database, delivery: Delivery
) -> None:
    """After the shop has named its country, a number is still found as it was written before."""
    country: list[str] = []
    shop = Directory(
        Vault(Keyring.generate(), ManualClock(NOW)), lambda: country[0] if country else None
    )
    with database.write() as tx:
        ids = shop.upsert(tx, delivery, [CustomerDraft("7", phone="138 1234 5678")]).ids
        country.append("CN")
        assert shop.find(tx, "13812345678") == [ids["7"]]
