"""The roles of a shop's staff: one table, compared with docs/*/reference/permissions.md."""

from collections.abc import Iterable
from enum import StrEnum

from shopweave.trust.permissions.types import Permission


class Role(StrEnum):
    """What somebody is in the shop."""

    OWNER = "owner"
    MANAGER = "manager"
    CLERK = "clerk"
    SUPPORT = "support"
    COURIER = "courier"


_P = Permission
_FOR_THE_OWNER_ALONE = frozenset({_P.STAFF_MANAGE, _P.KEYS_MANAGE, _P.SYSTEM_MANAGE})

ROLES: dict[Role, frozenset[Permission]] = {
    Role.OWNER: frozenset(Permission),
    Role.MANAGER: frozenset(Permission) - _FOR_THE_OWNER_ALONE,
    Role.CLERK: frozenset(
        {
            _P.ACCOUNT_OWN,
            _P.CATALOG_READ,
            _P.CATALOG_WRITE,
            _P.STOCK_READ,
            _P.AVAILABILITY_READ,
            _P.STOCK_WRITE,
            _P.ORDERS_READ,
            _P.ORDERS_WRITE,
            _P.TILL_SELL,
            _P.CUSTOMERS_READ,
            _P.CONSENT_READ,
            _P.CONSENT_RECORD,
            _P.RECOMMENDATIONS_READ,
            _P.DECISIONS_READ,
        }
    ),
    Role.SUPPORT: frozenset(
        {
            _P.ACCOUNT_OWN,
            _P.CATALOG_READ,
            _P.STOCK_READ,
            _P.AVAILABILITY_READ,
            _P.ORDERS_READ,
            _P.CUSTOMERS_READ,
            _P.CUSTOMERS_REVEAL,
            _P.CONSENT_READ,
            _P.CONSENT_RECORD,
            _P.EVENTS_READ,
            _P.RECOMMENDATIONS_READ,
            _P.CHAT_ANSWER,
            _P.DELIVERIES_READ,
            _P.DECISIONS_READ,
        }
    ),
    Role.COURIER: frozenset({_P.ACCOUNT_OWN, _P.DELIVERIES_READ, _P.DELIVERIES_WRITE}),
}


def of_roles(roles: Iterable[str]) -> frozenset[Permission]:
    """Everything that any of the roles may do; an unknown role may do nothing."""
    wanted = set(roles)
    return frozenset[Permission]().union(*(may for role, may in ROLES.items() if role in wanted))
