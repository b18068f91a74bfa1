"""Medusa 2 shops, by their REST admin API. Seen live with version 2.21.2."""

from shopweave.connectors.medusa.connector import Medusa
from shopweave.connectors.medusa.kind import KIND

__all__ = ["KIND", "Medusa"]
