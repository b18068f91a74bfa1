"""Sorting texts into classes: learned from those sorted already, with the words that tell."""

from shopweave.algorithms.sorting.classes import USUAL, Classes, Verdict, judge, learn
from shopweave.algorithms.sorting.nearest import nearest
from shopweave.algorithms.sorting.traits import Trait, traits

__all__ = ["USUAL", "Classes", "Trait", "Verdict", "judge", "learn", "nearest", "traits"]
