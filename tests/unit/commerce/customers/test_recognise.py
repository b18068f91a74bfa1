"""Who is who does not depend on what was seen first."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from shopweave.commerce.customers import IdentityKind
from shopweave.commerce.customers.marks import RANK, Mark
from shopweave.commerce.customers.recognise import SHARED_BY, Circle

KINDS = list(IdentityKind)


def mark(kind: IdentityKind, value: str) -> Mark:
    """A mark with a readable hash."""
    return Mark(kind, f"{kind}:{value}", value, "shop", verified=True)


def circle() -> Circle:
    """An empty record whose ids grow."""
    numbers = count()
    return Circle({}, {}, {}, set(), lambda: f"{next(numbers):03}")


def seen(people: list[tuple[Mark, ...]]) -> set[frozenset[str]]:
    """Families after these sightings, as sets of marks."""
    record = circle()
    for person in people:
        record.settle(sorted(person, key=lambda one: RANK[one.kind]))
    families: dict[str, set[str]] = {}
    for links in record.links.values():
        for link in links:
            families.setdefault(record.counts(link.customer_id), set()).add(link.hash)
    return {frozenset(family) for family in families.values()}


# Without customer numbers and cards nothing clashes, and few people share few marks.
anybody = st.builds(
    mark, st.sampled_from([IdentityKind.EMAIL, IdentityKind.PHONE]), st.sampled_from("abc")
)
crowd = st.lists(st.lists(anybody, min_size=1, max_size=2, unique=True).map(tuple), max_size=4)


@given(crowd, st.randoms(use_true_random=False))
def test_any_order_of_arrival_makes_the_same_families(people, chance) -> None:
    """The families are those marks that were ever seen together, whichever came first."""
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert seen(people) == seen(shuffled)


def test_two_numbers_of_one_shop_stay_two_people() -> None:
    """A phone that two customers of the same shop gave does not join them."""
    phone = mark(IdentityKind.PHONE, "+44")
    one, two = (mark(IdentityKind.CUSTOMER_ID, number) for number in "12")
    record = circle()
    first, second = record.settle((one, phone)), record.settle((two, phone))
    assert record.counts(first) != record.counts(second)
    assert record.shared == [phone]


def test_a_third_does_not_join_two_who_stay_apart() -> None:
    """Who shares the phone of two customers of one shop is joined with neither, nor they by him."""
    phone = mark(IdentityKind.PHONE, "+44")
    record = circle()
    numbers = [mark(IdentityKind.CUSTOMER_ID, number) for number in "12"]
    family = [record.settle((number, phone)) for number in numbers]
    elsewhere = Mark(IdentityKind.CUSTOMER_ID, "elsewhere:7", "7", "another shop", verified=True)
    family.append(record.settle((elsewhere, phone)))
    assert len({record.counts(one) for one in family}) == 3
    assert record.shared == [phone, phone]


def test_a_mark_of_too_many_profiles_identifies_nobody() -> None:
    """The phone at the till, given with ever new e-mails, is found to be shared."""
    phone = mark(IdentityKind.PHONE, "+44")
    record = circle()
    for number in range(SHARED_BY + 1):
        assert record.shared == []
        record.settle((mark(IdentityKind.EMAIL, f"{number}@a.b"), phone))
    assert record.shared == [phone]


def test_an_unverified_mark_joins_nobody() -> None:
    """An e-mail that somebody typed in without proof is kept but leads nowhere."""
    known = mark(IdentityKind.EMAIL, "a@b.c")
    typed = Mark(known.kind, known.hash, known.text, "shop", verified=False)
    record = circle()
    owner = record.settle((known,))
    other = record.settle((mark(IdentityKind.CUSTOMER_ID, "1"), typed))
    assert record.counts(owner) != record.counts(other)


def test_a_visitor_who_signs_in_becomes_the_customer() -> None:
    """What was seen before signing in belongs to the customer, whose pseudonym counts."""
    visitor = mark(IdentityKind.ANONYMOUS, "a1")
    record = circle()
    before = record.settle((visitor,))
    customer = record.settle((mark(IdentityKind.CUSTOMER_ID, "1"), visitor))
    assert record.counts(before) == customer
