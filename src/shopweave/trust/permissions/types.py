"""What may be allowed, and who asks."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Permission(StrEnum):
    """One thing that somebody may be allowed to do; its value is the scope of a key."""

    ACCOUNT_OWN = "account.own"
    """Use the console: see Today, change one's own password, language and sessions."""
    CATALOG_READ = "catalog.read"
    """See products, variants and categories."""
    CATALOG_WRITE = "catalog.write"
    """Add, change and hide products."""
    STOCK_READ = "stock.read"
    """See stock levels, movements and places."""
    STOCK_WRITE = "stock.write"
    """Count stock and book movements."""
    AVAILABILITY_READ = "availability.read"
    """Ask whether a product is to be had, and in which store."""
    ORDERS_READ = "orders.read"
    """See orders."""
    ORDERS_WRITE = "orders.write"
    """Enter and change orders."""
    MONEY_READ = "money.read"
    """See costs, fees and profit."""
    MONEY_WRITE = "money.write"
    """Enter costs and exchange rates."""
    TILL_SELL = "till.sell"
    """Work at the till: sell, take back, look up prices and stock, close the day."""
    TILL_DISCOUNT = "till.discount"
    """Give more off at the till than everybody there may give."""
    CUSTOMERS_READ = "customers.read"
    """See customers and what they bought, with names and addresses masked."""
    CUSTOMERS_REVEAL = "customers.reveal"
    """See names, e-mails, phones and addresses in full."""
    CUSTOMERS_WRITE = "customers.write"
    """Enter customers, merge and separate them."""
    CUSTOMERS_EXPORT = "customers.export"
    """Take out everything that is known about one customer."""
    CUSTOMERS_ERASE = "customers.erase"
    """Erase a customer for good."""
    CONSENT_READ = "consent.read"
    """See consent and the texts it was given to."""
    CONSENT_RECORD = "consent.record"
    """Record that a customer gave or withdrew consent."""
    CONSENT_TEXTS = "consent.texts"
    """Write the texts of consent."""
    EVENTS_SEND = "events.send"
    """Send what shoppers do: views, carts, purchases."""
    EVENTS_READ = "events.read"
    """See live and past events."""
    RECOMMENDATIONS_READ = "recommendations.read"
    """Ask for recommendations."""
    CHAT_OPEN = "chat.open"
    """Open a chat as a shopper."""
    CHAT_ANSWER = "chat.answer"
    """Read and answer the shoppers' chats."""
    DELIVERIES_READ = "deliveries.read"
    """See one's stops and routes."""
    DELIVERIES_WRITE = "deliveries.write"
    """Report a stop as done, late or failed."""
    DECISIONS_READ = "decisions.read"
    """See decisions and their reasons."""
    DECISIONS_APPROVE = "decisions.approve"
    """Approve, refuse and undo decisions."""
    MODELS_READ = "models.read"
    """See models and their quality."""
    MODELS_MANAGE = "models.manage"
    """Train models, make them live and roll them back."""
    DATA_READ = "data.read"
    """See imports, sources and rejected rows."""
    DATA_IMPORT = "data.import"
    """Import files, connect sources, and undo an import."""
    DATA_EXPORT = "data.export"
    """Take whole tables out of the shop."""
    SETTINGS_READ = "settings.read"
    """See the settings."""
    SETTINGS_WRITE = "settings.write"
    """Change the settings."""
    STAFF_READ = "staff.read"
    """See who works here and with which roles."""
    STAFF_MANAGE = "staff.manage"
    """Add staff, change their roles, and close their accounts."""
    KEYS_READ = "keys.read"
    """See API keys, without their secrets."""
    KEYS_MANAGE = "keys.manage"
    """Create and revoke API keys."""
    AUDIT_READ = "audit.read"
    """Read the audit log."""
    SYSTEM_READ = "system.read"
    """See jobs, dead letters, health and metrics."""
    SYSTEM_MANAGE = "system.manage"
    """Retry, cancel and drop jobs and dead letters."""


class PrincipalKind(StrEnum):
    """What kind of caller acts."""

    ANONYMOUS = "anonymous"
    STAFF = "staff"
    KEY = "key"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Principal:
    """Who acts, and what this caller may do. `source` is the source that an API key feeds.

    public: whether the key stands in web pages, where everybody can read it.
    """

    kind: PrincipalKind
    id: str
    name: str = ""
    permissions: frozenset[Permission] = frozenset()
    roles: tuple[str, ...] = ()
    source: str | None = None
    session: str | None = None
    confirmed_at: datetime | None = None
    public: bool = False

    def may(self, permission: Permission) -> bool:
        """Whether this caller has the permission."""
        return permission in self.permissions


ANONYMOUS = Principal(PrincipalKind.ANONYMOUS, "anonymous")
SYSTEM = Principal(PrincipalKind.SYSTEM, "system", "Shopweave", frozenset(Permission))
