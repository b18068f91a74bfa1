"""Everything that is known about a customer, to show it and to erase it.

Each room that keeps a table with `customer_id` registers a `Handler` in app.py. Publishes
`CustomerErased`.
"""

from shopweave.trust.personal_data.registry import Handler, Registry

__all__ = ["Handler", "Registry"]
