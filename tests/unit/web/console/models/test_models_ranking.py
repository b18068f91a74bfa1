"""Methods are shown with the best first."""

from shopweave.web.console.models.routes import ranked


def test_the_best_method_comes_first() -> None:
    """A method that was not measured is left out."""
    quality = {"popularity": 0.1, "blend": 0.47, "live": None}
    assert ranked(quality) == [("blend", 0.47), ("popularity", 0.1)]
