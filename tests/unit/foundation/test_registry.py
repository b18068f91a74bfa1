"""Classes keep a name of their own, and come back from JSON as they were."""

from dataclasses import dataclass

import pytest

from shopweave.foundation.registry import Registry


@dataclass(frozen=True)
class Rang:
    """A bell that rang."""

    times: int = 1


def test_goes_to_json_and_back() -> None:
    """What was encoded is decoded to an equal object."""
    bells = Registry("bells")
    bells.register("rang")(Rang)
    assert bells.decode("rang", bells.encode(Rang(3))) == Rang(3)


def test_bears_other_versions_of_a_class() -> None:
    """A field that is absent takes its default, and one that is gone is passed over."""
    bells = Registry("bells")
    bells.register("rang")(Rang)
    assert bells.decode("rang", {"loudness": 9}) == Rang(1)


def test_gives_a_name_once() -> None:
    """A second class of the same name is refused, and registries do not know of each other."""
    bells = Registry("bells")
    bells.register("rang")(Rang)
    with pytest.raises(ValueError, match="two bells are called rang"):
        bells.register("rang")(Rang)
    assert Registry("others").registered() == {}
