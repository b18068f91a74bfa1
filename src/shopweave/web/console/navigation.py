"""The console's places, in the order of a shop's day."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One page of the rail: its name is also the key of its title."""

    name: str
    address: str
    icon: str

    @property
    def title(self) -> str:
        """Key of the text that names the place."""
        return f"place.{self.name}"


TODAY = Place("today", "/", "sun")
ORDERS = Place("orders", "/orders", "receipt")
CUSTOMERS = Place("customers", "/customers", "users")
PRODUCTS = Place("products", "/products", "package")
LIVE = Place("live", "/live", "activity")
MODELS = Place("models", "/models", "sparkles")
DECISIONS = Place("decisions", "/decisions", "list-checks")
DATA = Place("data", "/data", "database")
SETTINGS = Place("settings", "/settings", "settings")
MORE = Place("more", "/more", "menu")

RAIL = (
    ("", (TODAY,)),
    ("place.sell", (CUSTOMERS, PRODUCTS, ORDERS, LIVE)),
    ("place.learn", (MODELS,)),
    ("place.trust", (DECISIONS, DATA)),
)
TABS = (TODAY, ORDERS, CUSTOMERS, PRODUCTS, MORE)
BEHIND_MORE = (LIVE, MODELS, DECISIONS, DATA, SETTINGS)
EVERYWHERE = (TODAY, CUSTOMERS, PRODUCTS, ORDERS, LIVE, MODELS, DECISIONS, DATA, SETTINGS)
NAMES_BEHIND_MORE = frozenset(place.name for place in BEHIND_MORE)
