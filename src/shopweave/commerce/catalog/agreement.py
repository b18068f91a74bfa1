"""Which forms of different sources carry the same code, and where that means nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from shopweave.commerce.catalog.types import Conflict, LinkKind, Unclear


@dataclass(frozen=True, slots=True)
class Form:
    """A variant, or a product without variants, with its codes in one spelling."""

    id: str
    product_id: str
    source_id: str
    gtin: str | None
    sku: str | None

    def code(self, kind: LinkKind) -> str | None:
        """Its code of that kind."""
        return self.gtin if kind is LinkKind.GTIN else self.sku


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two forms with an equal code; the one that is known longer is left."""

    left: Form
    right: Form
    kind: LinkKind
    code: str


def agreements(
    forms: Sequence[Form], kinds: Iterable[LinkKind]
) -> tuple[list[Agreement], list[Conflict]]:
    """Pairs that an equal code links, GTINs first, and codes that link nothing.

    No article ever holds two forms of one source.
    """
    articles = _Articles(forms)
    found: list[Agreement] = []
    unclear: list[Conflict] = []
    for kind in kinds:
        for code, group in _groups(forms, kind):
            reason = _fault(kind, group)
            if reason is None and not articles.join(group):
                reason = Unclear.CHAINED
            if reason is not None:
                unclear.append(Conflict(kind, code, reason, _products(group)))
            else:
                found += [Agreement(group[0], other, kind, code) for other in group[1:]]
    return found, unclear


def _groups(forms: Iterable[Form], kind: LinkKind) -> Iterator[tuple[str, list[Form]]]:
    """Forms by code, those that are known longest first; only what could link or is a mistake."""
    by_code: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        if (code := form.code(kind)) is not None:
            by_code[code].append(form)
    for code, group in sorted(by_code.items()):
        if len({form.source_id for form in group}) > 1 or _mistaken(kind, group):
            yield code, sorted(group, key=lambda form: form.id)


def _mistaken(kind: LinkKind, group: Sequence[Form]) -> bool:
    """Whether products of one source share a code that one thing alone may have."""
    return kind is LinkKind.GTIN and len({form.product_id for form in group}) > 1


def _fault(kind: LinkKind, group: Sequence[Form]) -> Unclear | None:
    if len({form.source_id for form in group}) < len(group):
        return Unclear.REPEATED
    if kind is LinkKind.SKU and len({form.gtin for form in group if form.gtin}) > 1:
        return Unclear.CONTRADICTED
    return None


def _products(group: Iterable[Form]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form.product_id for form in group))


class _Articles:
    """Forms joined so far, with the sources of each pile."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._above: dict[str, str] = {}
        self._sources = {form.id: {form.source_id} for form in forms}

    def join(self, group: Sequence[Form]) -> bool:
        """Join all of the group, or nothing when two of one source would meet."""
        roots = {self._root(form.id) for form in group}
        sources = [source for root in roots for source in self._sources[root]]
        if len(sources) > len(set(sources)):
            return False
        first, *others = sorted(roots)
        for other in others:
            self._above[other] = first
            self._sources[first] |= self._sources[other]
        return True

    def _root(self, form: str) -> str:
        while (above := self._above.get(form)) is not None:
            form = above
        return form
