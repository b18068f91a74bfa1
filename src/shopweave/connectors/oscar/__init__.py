"""django-oscar by way of django-oscar-api."""

from shopweave.connectors.oscar.connector import Oscar
from shopweave.connectors.oscar.kind import KIND

__all__ = ["KIND", "Oscar"]
