"""A shop made for tests: real HTTP on loopback, products and orders that a test puts in."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Lists = dict[str, dict[str, dict[str, Any]]]


@dataclass(slots=True)
class Shop:
    """What it sells and sold, and how it misbehaves. `trouble` may answer instead of it."""

    lists: Lists = field(default_factory=lambda: {"products": {}, "orders": {}, "customers": {}})
    token: str = "secret-token"
    page_size: int = 100
    trouble: Callable[[str], tuple[int, dict[str, str], bytes] | None] | None = None
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def put(self, name: str, item: dict[str, Any]) -> None:
        """Add or change an item."""
        self.lists[name][str(item["id"])] = item

    def answer(self, path: str, bearer: str) -> tuple[int, dict[str, str], bytes]:
        """What it says to a request."""
        self.asked.append(path)
        if self.trouble is not None and (wrong := self.trouble(path)) is not None:
            return wrong
        if bearer != f"Bearer {self.token}":
            return 401, {}, b"{}"
        parts = urlsplit(path)
        name = parts.path.rsplit("/", 1)[1]
        if name not in self.lists:
            return 404, {}, b"{}"
        return 200, {"content-type": "application/json"}, self._page(name, parse_qs(parts.query))

    def _page(self, name: str, query: dict[str, list[str]]) -> bytes:
        since = query.get("updated_after", [""])[0].replace("Z", "+00:00")
        items = [i for i in self.lists[name].values() if str(i.get("updated_at", "9")) > since]
        items.sort(key=lambda item: (str(item.get("updated_at", "")), str(item["id"])))
        start = int(query.get("start", ["0"])[0])
        some = items[start : start + self.page_size]
        body: dict[str, Any] = {"items": some, "total": len(items)}
        if start + self.page_size < len(items):
            follow = f"start={start + self.page_size}"
            follow += f"&updated_after={since.replace('+', '%2B')}" if since else ""
            body["next"] = f"{self.url}/{name}?{follow}"
        return json.dumps(body, ensure_ascii=False).encode()


@contextmanager
def serve(shop: Shop) -> Iterator[Shop]:
    """The shop on a free port of the loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = shop.answer(self.path, self.headers.get("authorization", ""))
            self.send_response(status)
            for name, text in headers.items():
                self.send_header(name, text)
            if "content-length" not in headers:
                self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    shop.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield shop
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
