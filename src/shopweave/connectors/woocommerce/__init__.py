"""WooCommerce shops, by their REST API version 3. Written from its documented formats."""

from shopweave.connectors.woocommerce.connector import WooCommerce
from shopweave.connectors.woocommerce.kind import KIND

__all__ = ["KIND", "WooCommerce"]
