"""Who may do what: permissions, roles and key scopes as tables; every route declares one.

A FastAPI route says `principal: Annotated[Principal, require(Permission.ORDERS_READ)]`, or its
router `dependencies=[require(...)]`; a plain Starlette endpoint is wrapped in `guarded(...)`;
an address for shop fronts is a `front_route(...)`;
what is open to everybody says `public()`, `guarded(None)` or `open_to_all(app)`.
"""

from shopweave.trust.permissions.errors import (
    ConfirmationNeeded,
    ForeignOrigin,
    NotAllowed,
    NotSignedIn,
)
from shopweave.trust.permissions.fronts import front_language, front_route
from shopweave.trust.permissions.guard import (
    Gate,
    Requirement,
    admit,
    guarded,
    open_to_all,
    public,
    require,
)
from shopweave.trust.permissions.inventory import Declared, inventory
from shopweave.trust.permissions.roles import ROLES, Role, of_roles
from shopweave.trust.permissions.scopes import KEY_SCOPES, NEEDS_CONFIRMATION, PUBLIC_SCOPES
from shopweave.trust.permissions.types import (
    ANONYMOUS,
    SYSTEM,
    Permission,
    Principal,
    PrincipalKind,
)

__all__ = [
    "ANONYMOUS",
    "KEY_SCOPES",
    "NEEDS_CONFIRMATION",
    "PUBLIC_SCOPES",
    "ROLES",
    "SYSTEM",
    "ConfirmationNeeded",
    "Declared",
    "ForeignOrigin",
    "Gate",
    "NotAllowed",
    "NotSignedIn",
    "Permission",
    "Principal",
    "PrincipalKind",
    "Requirement",
    "Role",
    "admit",
    "front_language",
    "front_route",
    "guarded",
    "inventory",
    "of_roles",
    "open_to_all",
    "public",
    "require",
]
