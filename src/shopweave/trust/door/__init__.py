"""Tells who calls, from cookie or key, and lets in whoever may come in."""

from shopweave.trust.door.cookies import Cookies
from shopweave.trust.door.door import Door
from shopweave.trust.door.origin import CheckPage

__all__ = ["CheckPage", "Cookies", "Door"]
