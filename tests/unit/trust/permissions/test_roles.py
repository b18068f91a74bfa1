"""What each role may do."""

import pytest

from shopweave.trust.permissions import (
    KEY_SCOPES,
    NEEDS_CONFIRMATION,
    PUBLIC_SCOPES,
    ROLES,
    Permission,
    Role,
    of_roles,
)


def test_the_owner_may_do_everything() -> None:
    """No permission is out of the owner's reach."""
    assert ROLES[Role.OWNER] == frozenset(Permission)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
def test_only_the_owner_rules_over_people_and_keys(role: Role) -> None:
    """Nobody else adds staff or makes API keys."""
    assert not ROLES[role] & {Permission.STAFF_MANAGE, Permission.KEYS_MANAGE}


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPPORT, Role.COURIER])
def test_small_roles_take_nothing_away(role: Role) -> None:
    """Whoever serves at the till, the inbox or the van can neither export nor erase."""
    assert not ROLES[role] & NEEDS_CONFIRMATION


def test_several_roles_add_up() -> None:
    """A clerk who also drives may do what either may; an unknown role adds nothing."""
    both = of_roles(["clerk", "courier", "wizard"])
    assert both == ROLES[Role.CLERK] | ROLES[Role.COURIER]


def test_a_public_key_is_nearly_powerless() -> None:
    """What stands in every shopper's browser sends events, reads lists and stock, opens a chat."""
    assert {
        Permission.EVENTS_SEND,
        Permission.RECOMMENDATIONS_READ,
        Permission.AVAILABILITY_READ,
        Permission.CHAT_OPEN,
    } == PUBLIC_SCOPES
    assert PUBLIC_SCOPES < KEY_SCOPES


def test_no_key_rules_over_people_and_keys() -> None:
    """A stolen key makes neither accounts nor further keys."""
    assert not {Permission.STAFF_MANAGE, Permission.KEYS_MANAGE} & KEY_SCOPES
