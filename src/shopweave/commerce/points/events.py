"""News of points."""

from dataclasses import dataclass

from shopweave.foundation import outbox


@outbox.event("points.changed")
@dataclass(frozen=True, slots=True)
class PointsChanged:
    """A member earned or spent points."""

    customer_id: str
    kind: str
    points: int
    order_id: str | None
