"""Shopify shops, by their GraphQL Admin API. Written from its documented formats."""

from shopweave.connectors.shopify.connector import Shopify
from shopweave.connectors.shopify.kind import KIND

__all__ = ["KIND", "Shopify"]
