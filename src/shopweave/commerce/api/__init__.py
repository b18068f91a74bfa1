"""The record over HTTP: batches in, pages out, for whoever has no connector yet.

Owns `idempotency_keys`. Publishes nothing of its own.
"""

from shopweave.commerce.api.routes import routers

__all__ = ["routers"]
