"""Which places a person may choose from."""

from shopweave.commerce import places, stock
from shopweave.commerce.places import Place
from shopweave.foundation.database import Transaction


def choosable(tx: Transaction) -> list[Place]:
    """Places that sell; the one that stands for none is left out while there are others."""
    known = {place.id for place in places.sites(tx)}
    return [place for place in stock.selling(tx) if place.id in known]
