"""Equal codes link forms of different sources, unless that would join two of one source."""

from shopweave.commerce.catalog.agreement import Form, agreements
from shopweave.commerce.catalog.types import LinkKind, Unclear

BOTH = (LinkKind.GTIN, LinkKind.SKU)


def _form(name: str, source: str, gtin: str | None = None, sku: str | None = None) -> Form:
    return Form(name, f"p{name}", source, gtin, sku)


def test_an_equal_code_links_to_the_form_known_longest() -> None:
    """Three sources with one code make two pairs with the first of them."""
    forms = [_form("c", "web", "1"), _form("a", "till", "1"), _form("b", "app", "1")]
    found, unclear = agreements(forms, BOTH)
    assert [(one.left.id, one.right.id) for one in found] == [("a", "b"), ("a", "c")]
    assert unclear == []


def test_a_code_twice_in_one_source_links_nothing() -> None:
    """It is shown with the products that carry it, also when no other source has it."""
    forms = [_form("a", "web", "1"), _form("b", "web", "1"), _form("c", "till", "1")]
    found, unclear = agreements(forms, BOTH)
    assert found == []
    assert [(one.reason, one.product_ids) for one in unclear] == [
        (Unclear.REPEATED, ("pa", "pb", "pc"))
    ]
    assert agreements(forms[:2], BOTH)[1][0].reason is Unclear.REPEATED


def test_an_equal_sku_does_not_outweigh_different_gtins() -> None:
    """Two manufacturers may use one number: their GTINs tell them apart."""
    forms = [_form("a", "web", "1", "x100"), _form("b", "till", "2", "x100")]
    found, unclear = agreements(forms, BOTH)
    assert (found, unclear[0].reason) == ([], Unclear.CONTRADICTED)


def test_codes_never_chain_two_forms_of_one_source() -> None:
    """A GTIN leads from a to b and a SKU from b to another of a's source: only the first holds."""
    forms = [
        _form("a", "web", "1"),
        _form("b", "till", "1", "x100"),
        _form("c", "web", sku="x100"),
    ]
    found, unclear = agreements(forms, BOTH)
    assert [(one.left.id, one.right.id) for one in found] == [("a", "b")]
    assert unclear[0].reason is Unclear.CHAINED


def test_a_rule_that_is_off_links_nothing() -> None:
    """Only the kinds of code asked for are compared."""
    forms = [_form("a", "web", "1", "x100"), _form("b", "till", "1", "x100")]
    assert agreements(forms, ()) == ([], [])
    assert len(agreements(forms, (LinkKind.SKU,))[0]) == 1
