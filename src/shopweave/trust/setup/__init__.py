"""One-time links: the first start, and a way back in.

Until there is an owner, nothing listens beyond this machine (`refuse_exposure`).
"""

from shopweave.trust.setup.errors import AlreadySetUp, LinkInvalid, NotSetUp
from shopweave.trust.setup.links import enter, finish, issue, needed, refuse_exposure, tidy

__all__ = [
    "AlreadySetUp",
    "LinkInvalid",
    "NotSetUp",
    "enter",
    "finish",
    "issue",
    "needed",
    "refuse_exposure",
    "tidy",
]
