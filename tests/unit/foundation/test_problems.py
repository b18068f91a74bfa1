"""An error says what happened in one sentence and one stable code."""

from shopweave.foundation.problems import Problem


class NoSupplier(Problem):
    """Nobody delivers {product}: name a supplier."""

    status = 409


def test_fills_its_sentence() -> None:
    """The docstring is the sentence, with the fields of the case."""
    assert str(NoSupplier(product="oat milk")) == "Nobody delivers oat milk: name a supplier."


def test_becomes_a_problem_document() -> None:
    """The document carries code, status, sentence and the fields themselves."""
    document = NoSupplier(product="oat milk").document("/v1/orders")
    assert document["type"] == "urn:shopweave:problem:no-supplier"
    assert document["status"] == 409
    assert document["product"] == "oat milk"
    assert document["instance"] == "/v1/orders"
