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
TILL = Place("till", "/till", "shopping-cart")
ORDERS = Place("orders", "/orders", "receipt")
STOCK = Place("stock", "/stock", "boxes")
COLLECT = Place("collect", "/collect", "box")
CUSTOMERS = Place("customers", "/customers", "users")
PRODUCTS = Place("products", "/products", "package")
GOODS = Place("goods", "/goods", "layers")
PROFIT = Place("profit", "/profit", "wallet")
LIVE = Place("live", "/live", "activity")
MODELS = Place("models", "/models", "sparkles")
DECISIONS = Place("decisions", "/decisions", "list-checks")
SOURCES = Place("sources", "/sources", "plug")
DATA = Place("data", "/data", "database")
SETTINGS = Place("settings", "/settings", "settings")
MORE = Place("more", "/more", "menu")

RAIL = (
    ("", (TODAY,)),
    ("place.sell", (TILL, CUSTOMERS, PRODUCTS, GOODS, ORDERS, STOCK, COLLECT, PROFIT, LIVE)),
    ("place.learn", (MODELS,)),
    ("place.trust", (DECISIONS, SOURCES, DATA)),
)
TABS = (TODAY, ORDERS, CUSTOMERS, PRODUCTS, MORE)
BEHIND_MORE = (
    TILL,
    GOODS,
    STOCK,
    COLLECT,
    PROFIT,
    LIVE,
    MODELS,
    DECISIONS,
    SOURCES,
    DATA,
    SETTINGS,
)
EVERYWHERE = (
    TODAY,
    TILL,
    CUSTOMERS,
    PRODUCTS,
    GOODS,
    ORDERS,
    STOCK,
    COLLECT,
    PROFIT,
    LIVE,
    MODELS,
    DECISIONS,
    SOURCES,
    DATA,
    SETTINGS,
)
NAMES_BEHIND_MORE = frozenset(place.name for place in BEHIND_MORE)
