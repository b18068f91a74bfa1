"""What tills tell: sales, returns, money in the drawer, goods received and counted, end of day.

Owns `till_entries`. Publishes nothing of its own; orders and stock do.
"""

from shopweave.commerce.till.routes import routers
from shopweave.commerce.till.settings import TillPreferences

__all__ = ["TillPreferences", "routers"]
