"""Goods: what may be the same product, what is linked, and what is to mend."""
