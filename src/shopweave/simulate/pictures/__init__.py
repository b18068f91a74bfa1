"""The sample shop draws its own product pictures: small SVGs, one shape per kind of product."""

from shopweave.simulate.pictures.draw import as_data_uri, draw

__all__ = ["as_data_uri", "draw"]
