"""Composition root: settings in, a wired Shopweave out."""
