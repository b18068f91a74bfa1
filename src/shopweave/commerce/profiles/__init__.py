"""Who a customer is to the shop, drawn from what was bought: nothing is stored.

Owns no table. Publishes no events.
"""

from shopweave.commerce.profiles.profile import profile
from shopweave.commerce.profiles.types import Profile, Rhythm, Share

__all__ = ["Profile", "Rhythm", "Share", "profile"]
