"""Nobody's data is used for what he did not agree to."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopweave.foundation import ids, outbox
from shopweave.foundation.database import Database
from shopweave.trust import consent
from shopweave.trust.consent import LegalBasis, Purpose, State, Statement
from shopweave.trust.permissions import SYSTEM

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _said(customer: str, state: State, at: datetime = NOON, **more: int) -> Statement:
    proof = {"page": "/checkout"}
    return Statement(customer, Purpose.PERSONALISATION, state, at, proof=proof, **more)


def test_silence_is_no_consent(database: Database) -> None:
    """Without a word only what is essential is allowed."""
    with database.read() as tx:
        assert not consent.allowed(tx, "a", Purpose.PERSONALISATION)
        assert consent.allowed(tx, "a", Purpose.ESSENTIAL)


@pytest.mark.parametrize("basis", [LegalBasis.CONTRACT, LegalBasis.LEGITIMATE_INTEREST])
def test_other_grounds_hold_until_an_objection(database: Database, basis: LegalBasis) -> None:
    """A source with another legal basis may process until the person objects."""
    with database.write() as tx:
        assert consent.allowed(tx, "a", Purpose.PERSONALISATION, basis)
        consent.record(tx, _said("a", State.REFUSED))
        assert not consent.allowed(tx, "a", Purpose.PERSONALISATION, basis)


def test_withdrawal_holds_at_once(database: Database) -> None:
    """The next look after a withdrawal finds it, and the other purposes are untouched."""
    with database.write() as tx:
        consent.record(tx, _said("a", State.GRANTED))
        assert consent.allowed(tx, "a", Purpose.PERSONALISATION)
        assert not consent.allowed(tx, "a", Purpose.MARKETING)
    with database.write() as tx:
        consent.record(tx, _said("a", State.WITHDRAWN, NOON + timedelta(seconds=1)))
    with database.read() as tx:
        assert not consent.allowed(tx, "a", Purpose.PERSONALISATION)


def test_a_late_arrival_changes_nothing(database: Database) -> None:
    """A grant that was given before the withdrawal but arrives after it is only logged."""
    with database.write() as tx:
        consent.record(tx, _said("a", State.WITHDRAWN, NOON))
        consent.record(tx, _said("a", State.GRANTED, NOON - timedelta(days=1)))
        assert not consent.allowed(tx, "a", Purpose.PERSONALISATION)
        (handler,) = [consent.PERSONAL_DATA]
        assert [row["state"] for row in handler.export(tx, "a")] == ["withdrawn", "granted"]


def test_asks_for_thousands_at_once(database: Database) -> None:
    """Intake asks for a whole batch with one statement."""
    people = [ids.new() for _ in range(12_000)]
    willing = people[::3]
    with database.write() as tx:
        consent.record_many(tx, [_said(one, State.GRANTED) for one in willing])
    with database.read() as tx:
        assert consent.allowed_many(tx, people, Purpose.PERSONALISATION) == set(willing)


def test_tells_who_spoke_lately(database: Database) -> None:
    """Whoever remembers people can follow what they say, statement by statement."""
    with database.write() as tx:
        start = consent.last_statement(tx)
        assert (start, consent.heard_since(tx, start)) == (0, (0, set()))
        consent.record_many(tx, [_said(one, State.REFUSED) for one in "abc"])
        number, heard = consent.heard_since(tx, start, limit=2)
        assert heard == {"a", "b"}
        assert consent.heard_since(tx, number)[1] == {"c"}
        assert consent.heard_since(tx, consent.last_statement(tx))[1] == set()


def test_tells_the_other_rooms(database: Database) -> None:
    """Each changed customer becomes one event."""
    with database.write() as tx:
        statements = [_said("a", State.GRANTED), _said("b", State.REFUSED)]
        consent.record_many(tx, statements)
        assert outbox.waiting(tx) == 2


def test_texts_are_versioned(database: Database) -> None:
    """A changed text is a new version; consent names the one that was shown."""
    with database.write() as tx:
        for words in ("one", "two"):
            texts = {"en": words, "zh": "同意"}
            consent.publish_text(tx, SYSTEM, Purpose.PERSONALISATION, texts, NOON)
        (text,) = consent.current_texts(tx)
        assert (text.version, text.texts) == (2, {"en": "two", "zh": "同意"})
        consent.record(tx, _said("a", State.GRANTED, text_version=1))
        with pytest.raises(consent.NoConsentText):
            consent.record(tx, _said("a", State.GRANTED, text_version=3))


def test_is_shown_and_erased(database: Database) -> None:
    """What a customer said can be taken out and is gone after erasing, others' stays."""
    handler = consent.PERSONAL_DATA
    with database.write() as tx:
        consent.record_many(tx, [_said("a", State.GRANTED), _said("b", State.GRANTED)])
        (row,) = handler.export(tx, "a")
        assert row["at"] == NOON.isoformat()
        assert row["proof"] == {"page": "/checkout"}
        assert handler.erase(tx, "a") == 2
        assert handler.export(tx, "a") == []
        assert consent.allowed_many(tx, ["a", "b"], Purpose.PERSONALISATION) == {"b"}


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(State), st.integers(0, 5)), min_size=1, max_size=10))
def test_the_latest_word_counts(database: Database, words: list[tuple[State, int]]) -> None:
    """In whatever order and batches statements arrive, the latest one is the state."""
    customer = ids.new()
    said = [_said(customer, state, NOON + timedelta(minutes=at)) for state, at in words]
    with database.write() as tx:
        consent.record_many(tx, said[: len(said) // 2])
        consent.record_many(tx, said[len(said) // 2 :])
        allowed = consent.allowed(tx, customer, Purpose.PERSONALISATION)
    latest = max(said, key=lambda one: (one.at, said.index(one)))
    last = [one for one in said if one.at == latest.at][-1]
    assert allowed == (last.state is State.GRANTED)
