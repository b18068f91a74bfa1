"""Serve the shop: `python serve.py PORT`. It ends when its standard input closes."""

import os
import sys
import threading
from decimal import Decimal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from oscar.apps.shipping.methods import FixedPrice  # noqa: E402
from oscar.apps.shipping.repository import Repository  # noqa: E402


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def leash() -> None:
    """A killed test run leaves no shop behind."""
    sys.stdin.buffer.read()
    os._exit(0)


Repository.methods = (FixedPrice(Decimal("4.90"), Decimal("4.90")),)
threading.Thread(target=leash, daemon=True).start()
server = ThreadedWSGIServer(("127.0.0.1", int(sys.argv[1])), Quiet)
server.set_app(get_wsgi_application())
server.serve_forever()
