"""The shop systems beside the tests sell like real ones."""

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("shops")]


def test_vendure_promises_what_was_bought(vendure) -> None:
    """An order in Vendure takes its units from what is free."""
    vendure.buy("SUGAR-ROCK", 2)
    (level,) = vendure.variants()["SUGAR-ROCK"]["stockLevels"]
    assert (level["stockOnHand"], level["stockAllocated"]) == (48, 2)


def test_medusa_takes_an_order(medusa) -> None:
    """An order in Medusa costs the goods and the parcel."""
    order = medusa.buy("SUGAR-ROCK", 2)
    assert order["total"] == pytest.approx(2 * 3.1 + 4.9)
