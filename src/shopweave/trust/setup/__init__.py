"""One-time links: the first start, and a way back in."""
