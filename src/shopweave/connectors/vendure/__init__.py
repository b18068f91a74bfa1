"""Vendure shops, by their GraphQL admin API. Seen live with version 3.7.3."""

from shopweave.connectors.vendure.connector import Vendure
from shopweave.connectors.vendure.kind import KIND

__all__ = ["KIND", "Vendure"]
