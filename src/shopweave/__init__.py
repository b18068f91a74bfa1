"""Shopweave: AI and IoT for small and medium merchants, on their own machine."""

__version__ = "0.1.0"
