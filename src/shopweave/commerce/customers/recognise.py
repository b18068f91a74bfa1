"""Who is who: people as profiles that share marks, in memory and without I/O.

A person's surest mark leads its own profile; the other marks link to it. Profiles that share a mark
are one family, unless both have a number or card of the same issuer, a person once parted them, or
the mark stands on more than `SHARED_BY` profiles: then it identifies nobody.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from shopweave.commerce.customers.marks import Mark
from shopweave.commerce.customers.types import IdentityKind

SHARED_BY = 5
_ISSUED = (IdentityKind.CUSTOMER_ID, IdentityKind.LOYALTY)


@dataclass(frozen=True, slots=True)
class Link:
    """A mark on a profile; it leads the profile that was made for it."""

    hash: str
    customer_id: str
    leading: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """Two families found to be one by a mark."""

    winner: str
    loser: str
    mark: Mark


@dataclass(slots=True)
class Circle:
    """The part of the record that a batch of people touches.

    links: by hash of the mark. root: profile to the one that counts. issuers: root to the issuers
    of its numbers and cards. apart: pairs of roots that a person has parted.
    """

    links: dict[str, list[Link]]
    root: dict[str, str]
    issuers: dict[str, set[str]]
    apart: set[frozenset[str]]
    new_id: Callable[[], str]
    new: list[str] = field(default_factory=list)
    linked: list[tuple[Link, Mark]] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    shared: list[Mark] = field(default_factory=list)

    def settle(self, marks: Sequence[Mark]) -> str:
        """The profile of a person with these marks (at least one, surest first)."""
        profile = self._home(marks[0])
        for mark in marks[1:]:
            self._tie(mark, profile)
        return profile

    def counts(self, profile: str) -> str:
        """The profile that counts for this one."""
        while (above := self.root.get(profile, profile)) != profile:
            profile = above
        return profile

    def _home(self, mark: Mark) -> str:
        links = self.links.setdefault(mark.hash, [])
        leading = next((link.customer_id for link in links if link.leading), None)
        if leading is not None:
            return leading
        roots = {self.counts(link.customer_id) for link in links}
        if len(roots) == 1 and mark.verified and not self._is_shared(links):
            return links[0].customer_id
        return self._create(mark)

    def _create(self, mark: Mark) -> str:
        profile = self.new_id()
        self.new.append(profile)
        self.root[profile] = profile
        self.issuers[profile] = {issuer} if (issuer := issuer_of(mark)) else set()
        self._link(mark, profile, leading=True)
        return profile

    def _tie(self, mark: Mark, profile: str) -> None:
        links = self.links.setdefault(mark.hash, [])
        root = self.counts(profile)
        if all(self.counts(link.customer_id) != root for link in links):
            self._link(mark, profile, leading=False)
        if not mark.verified:
            return
        others = sorted({self.counts(link.customer_id) for link in links} - {root})
        if not others:
            return
        family = combinations((root, *others), 2)
        if self._is_shared(links) or not all(self._may_join(*pair) for pair in family):
            self.shared.append(mark)
            return
        for other in others:
            self._join(self.counts(profile), other, mark)

    def _link(self, mark: Mark, profile: str, *, leading: bool) -> None:
        link = Link(mark.hash, profile, leading)
        self.links[mark.hash].append(link)
        self.linked.append((link, mark))
        if issuer := issuer_of(mark):
            self.issuers.setdefault(self.counts(profile), set()).add(issuer)

    def _join(self, one: str, other: str, mark: Mark) -> None:
        winner, loser = sorted((one, other), key=self._rank)
        self.root[loser] = winner
        self.issuers.setdefault(winner, set()).update(self.issuers.get(loser, ()))
        self.joined.append(Joined(winner, loser, mark))

    def _rank(self, root: str) -> tuple[bool, str]:
        return (not self.issuers.get(root), root)

    def _may_join(self, one: str, other: str) -> bool:
        clash = self.issuers.get(one, set()) & self.issuers.get(other, set())
        return not clash and frozenset((one, other)) not in self.apart

    def _is_shared(self, links: Iterable[Link]) -> bool:
        return sum(not link.leading for link in links) > SHARED_BY


def issuer_of(mark: Mark) -> str | None:
    """Who gives each person at most one of this mark: a shop its numbers, a programme its cards."""
    if mark.kind not in _ISSUED:
        return None
    return mark.source_id if mark.kind is IdentityKind.CUSTOMER_ID else "loyalty"


def by_hash(links: Iterable[Link]) -> dict[str, list[Link]]:
    """Links by their mark."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        found[link.hash].append(link)
    return found
