"""Who may do what, and how personal data is kept, shown and erased.

Rooms: permissions (what every route declares), staff, sessions, keys, setup, audit, vault,
consent, personal_data, versions. Publishes `CustomerErased` and `ConsentChanged`.
"""

from shopweave.trust.events import ConsentChanged, CustomerErased
from shopweave.trust.trust import Trust

__all__ = ["ConsentChanged", "CustomerErased", "Trust"]
