"""Recognise people by their marks, and keep their personal fields sealed."""

from collections.abc import Callable, Sequence

from shopweave.commerce import inbound
from shopweave.commerce.customers import describe, merge, records, reveal
from shopweave.commerce.customers.events import CustomersMerged
from shopweave.commerce.customers.marks import Mark, marks
from shopweave.commerce.customers.memory import Memory
from shopweave.commerce.customers.recognise import Circle, by_hash
from shopweave.commerce.customers.types import CustomerDraft, Identity, Personal
from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.foundation import ids, outbox
from shopweave.foundation.database import Transaction
from shopweave.trust.vault import Plain, Vault

ENTITY = "customer"
_NOBODY: tuple[Mark, ...] = ()


def _nowhere() -> None:
    return None


class Directory:
    """The way from marks to pseudonyms and back; safe to share between threads.

    country: tells in which country, two capitals, phone numbers without its code are.
    """

    def __init__(self, vault: Vault, country: Callable[[], str | None] = _nowhere) -> None:
        self.vault = vault
        self._country = country
        self._memory = Memory()

    def resolve(
        self, tx: Transaction, delivery: Delivery, identities: Sequence[Identity]
    ) -> str | None:
        """The customer id that the marks lead to, created if new; None without a usable mark."""
        return self.resolve_many(tx, delivery, [identities])[0]

    def resolve_many(
        self, tx: Transaction, delivery: Delivery, people: Sequence[Sequence[Identity]]
    ) -> list[str | None]:
        """Resolve thousands at once; the same marks twice are one person."""
        asked = [(delivery.source_id, tuple(person)) for person in people]
        known = self._memory.recall(tx, asked, delivery.now)
        missing = [person for person in dict.fromkeys(asked) if person not in known]
        if missing:
            found = self._settle(tx, delivery, [self.marks(*person) for person in missing])
            fresh = {p: root for p, root in zip(missing, found, strict=True) if root}
            self._memory.remember(tx, fresh)
            known |= fresh
        return [known.get(person) for person in asked]

    def look_up(
        self, tx: Transaction, source_id: str, identities: Sequence[Identity]
    ) -> str | None:
        """The customer id that the marks lead to, without creating or merging anything."""
        usable = self.marks(source_id, tuple(identities))
        links = by_hash(map(records.to_link, rows := records.links(tx, [m.hash for m in usable])))
        roots = {row.customer_id: row.root for row in rows}
        for mark in usable:
            here = links.get(mark.hash, [])
            leading = [link.customer_id for link in here if link.leading]
            found = {roots[key] for key in leading or (link.customer_id for link in here)}
            if len(found) == 1:
                return str(found.pop())
        return None

    def look_up_many(
        self, tx: Transaction, source_id: str, people: Sequence[Sequence[Identity]]
    ) -> list[str | None]:
        """Whom the surest mark of each leads to, in one statement; makes nobody known."""
        return _led(tx, [self.marks(source_id, tuple(person))[:1] for person in people])

    def upsert(
        self, tx: Transaction, delivery: Delivery, drafts: Sequence[CustomerDraft]
    ) -> Upserted:
        """Insert or overwrite customers; a replay writes nothing, a wrong draft is left out."""
        return describe.upsert(tx, self, delivery, drafts)

    def personal(self, tx: Transaction, customer_id: str) -> Personal:
        """Open the personal fields of a person, all pseudonyms; raises `UnknownCustomer`."""
        return reveal.personal(tx, self.vault, customer_id)

    def personal_many(self, tx: Transaction, customer_ids: Sequence[str]) -> dict[str, Personal]:
        """Open the personal fields of many people, of those who exist, in a few statements."""
        return reveal.personal_many(tx, self.vault, customer_ids)

    def names(self, tx: Transaction, customer_ids: Sequence[str]) -> dict[str, str]:
        """Names of customers for a list, of those that have one."""
        return reveal.names(tx, self.vault, customer_ids)

    def find(self, tx: Transaction, text: str) -> list[str]:
        """Ids of people with this e-mail, phone, number or card, or all these words in the name."""
        return reveal.find(tx, self.vault, text, self._country())

    def forget(self) -> None:
        """Drop what is remembered of recent visitors."""
        self._memory.forget()

    def marks(self, source_id: str, identities: tuple[Identity, ...]) -> tuple[Mark, ...]:
        """The usable ones among identities, the surest first."""
        return marks(self.vault, source_id, identities, self._country())

    def profiles(
        self, tx: Transaction, delivery: Delivery, people: Sequence[tuple[Mark, ...]]
    ) -> list[str | None]:
        """The profile (not the person) that each set of marks leads to; creates and joins."""
        hashes = list({mark.hash for person in people for mark in person})
        if any(people):
            inbound.take_turn(tx)
        circle = _circle(tx, hashes)
        found = [circle.settle(person) if person else None for person in people]
        self._write(tx, delivery, circle)
        return found

    def _settle(
        self, tx: Transaction, delivery: Delivery, people: Sequence[tuple[Mark, ...]]
    ) -> list[str | None]:
        quick = _led(tx, people)
        unsettled = [() if one else person for one, person in zip(quick, people, strict=True)]
        if not any(unsettled):
            return quick
        found = self.profiles(tx, delivery, unsettled)
        roots = records.roots(tx, [profile for profile in found if profile])
        return [
            one or (roots[profile] if profile else None)
            for one, profile in zip(quick, found, strict=True)
        ]

    def _write(self, tx: Transaction, delivery: Delivery, circle: Circle) -> None:
        inbound.note_new(tx, delivery.import_id, ENTITY, circle.new)
        records.add_customers(tx, [_customer(key, delivery) for key in circle.new])
        plains = [
            Plain(link.customer_id, reveal.MARK, reveal.mark_row(mark.kind, link.hash), mark.text)
            for link, mark in circle.linked
        ]
        sealed = self.vault.seal_many(tx, plains) if plains else []
        rows = [
            {
                "kind": mark.kind.value,
                "hash": link.hash,
                "customer_id": link.customer_id,
                "leading": link.leading,
                "verified": mark.verified,
                "sealed": closed,
                "source_id": mark.source_id,
                "import_id": delivery.import_id,
                "created_at": delivery.now,
            }
            for (link, mark), closed in zip(circle.linked, sealed, strict=True)
        ]
        records.add_identities(tx, rows)
        records.join(tx, circle.joined, delivery.import_id, delivery.now)
        merge.part_by(tx, [mark.hash for mark in circle.shared], delivery.now)
        joined = [CustomersMerged(one.winner, one.loser) for one in circle.joined]
        outbox.record_all(tx, joined, delivery.historical)


def _led(tx: Transaction, people: Sequence[tuple[Mark, ...]]) -> list[str | None]:
    """People with a single mark that is known already, which is nearly everybody."""
    single = {person[0].hash for person in people if len(person) == 1}
    if not single:
        return [None] * len(people)
    leading = {row.hash: row.root for row in records.links(tx, single) if row.leading}
    return [leading.get(p[0].hash) if len(p) == 1 else None for p in people]


def _circle(tx: Transaction, hashes: Sequence[str]) -> Circle:
    rows = records.links(tx, hashes)
    pairs = records.parted(tx)
    roots = records.roots(tx, {key for pair in pairs for key in pair})
    apart = {frozenset((roots[a], roots[b])) for a, b in pairs if a in roots and b in roots}
    root = {row.customer_id: row.root for row in rows}
    return Circle(
        links=by_hash(map(records.to_link, rows)),
        root=root,
        issuers=records.issuers(tx, set(root.values())),
        apart={pair for pair in apart if len(pair) == 2},
        new_id=ids.new,
    )


def _customer(key: str, delivery: Delivery) -> dict[str, object]:
    return {
        "id": key,
        "source_id": delivery.source_id,
        "import_id": delivery.import_id,
        "historical": delivery.historical,
        "attributes": {},
        "created_at": delivery.now,
        "updated_at": delivery.now,
    }
