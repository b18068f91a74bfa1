"""The range of the sample shop, written by hand in Chinese and English; read, never generated."""

from shopweave.simulate.catalogue.read import TASTES, Range, open_range

__all__ = ["TASTES", "Range", "open_range"]
