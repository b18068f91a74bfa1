"""The record over HTTP: batches in, pages out, for whoever has no connector yet.

Owns `idempotency_keys`. Publishes nothing of its own.
"""

from shopweave.commerce.api.forms import CustomerForm, InCurrency, OrderForm, ProductForm, StockForm
from shopweave.commerce.api.nearby import Nearby
from shopweave.commerce.api.routes import routers

__all__ = [
    "CustomerForm",
    "InCurrency",
    "Nearby",
    "OrderForm",
    "ProductForm",
    "StockForm",
    "routers",
]
