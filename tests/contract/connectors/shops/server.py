"""A shop of any kind made for tests: real HTTP on loopback, and trouble on demand."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Reply = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. query: the last value of each name; every: all values. json: None without one."""

    method: str
    path: str
    query: dict[str, str]
    every: dict[str, list[str]]
    headers: dict[str, str]
    json: Any


class Misbehaving:
    """What a case inherits: it answers as told for some times, then as itself."""

    url = ""
    _left = 0
    _wrong: Reply = (200, {}, b"")

    def answer(self, status: int, headers: dict[str, str], body: bytes, times: int) -> None:
        """Answer so the next times."""
        self._wrong, self._left = (status, headers, body), times

    def reply(self, asked: Asked) -> Reply:
        """Trouble first, else what the shop says."""
        if self._left > 0:
            self._left -= 1
            return self._wrong
        return self.said(asked)

    def said(self, asked: Asked) -> Reply:
        """What the shop says."""
        raise NotImplementedError


def as_json(value: Any, status: int = 200, **headers: str) -> Reply:
    """A JSON answer."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    body = json.dumps(value, ensure_ascii=False).encode()
    return status, {"content-type": "application/json", **named}, body


@contextmanager
def serving(case: Misbehaving) -> Iterator[None]:
    """The shop on a free port of the loopback; its address is put into the case."""

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            raw, parts = self.rfile.read(length), urlsplit(self.path)
            every = parse_qs(parts.query)
            asked = Asked(
                self.command,
                parts.path,
                {name: values[-1] for name, values in every.items()},
                every,
                {name.lower(): text for name, text in self.headers.items()},
                json.loads(raw) if raw else None,
            )
            status, headers, body = case.reply(asked)
            self.send_response(status)
            for name, text in headers.items():
                self.send_header(name, text)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = _serve

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    case.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
