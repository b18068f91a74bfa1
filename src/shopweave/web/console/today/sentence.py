"""One sentence of Today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is the matter, why, and the one button.

    weight: money at stake in minor units, or more for what cannot wait. to: where the button
    leads; with `posts` it is a form with `fields`. ledger: address of the decision behind it.
    action, subject: what a link in a message does in place of the form, see `alerts.Actions`.
    """

    icon: str
    tone: str
    text: Markup
    button: str
    to: str
    weight: float
    also: str = ""
    reasons: Sequence[str] = ()
    ledger: str = ""
    posts: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    action: str = ""
    subject: str = ""


URGENT = 1e12
MOST = 7


def chosen(sentences: Sequence[Sentence]) -> list[Sentence]:
    """At most seven, what matters most first."""
    return sorted(sentences, key=lambda one: -one.weight)[:MOST]
