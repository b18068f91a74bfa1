"""Stand-ins for chat services that check what the real ones document, on this machine."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY, SECRET, TOKEN, CHAT = "k-123", "SEC-of-the-bot", "123456:AAbbCCddEEffGGhhIIjjKKll", "-100200"


@dataclass
class Service:
    """What arrived. mood: "", "busy" (too many messages) or "sick" (HTTP 500)."""

    address: str = ""
    arrived: list[dict[str, Any]] = field(default_factory=list)
    mood: str = ""
    clock: Callable[[], float] = time.time


def _mac(key: str, text: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


def _wecom(service: Service, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    if service.mood == "busy":
        return {"errcode": 45009, "errmsg": "api freq out of limit"}
    if query.get("key") != KEY:
        return {"errcode": 93000, "errmsg": "invalid webhook url"}
    if len(body["markdown"]["content"].encode()) > 4096:
        return {"errcode": 40058, "errmsg": "markdown.content exceed max length"}
    service.arrived.append(body)
    return {"errcode": 0, "errmsg": "ok"}


def _dingtalk(service: Service, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    if service.mood == "busy":
        return {"errcode": 130101, "errmsg": "send too fast"}
    stamp = query.get("timestamp", "0")
    fresh = abs(service.clock() * 1000 - int(stamp)) < 3_600_000
    if not fresh or query.get("sign") != _mac(SECRET, f"{stamp}\n{SECRET}"):
        return {"errcode": 310000, "errmsg": "sign not match"}
    service.arrived.append(body)
    return {"errcode": 0, "errmsg": "ok"}


def _feishu(service: Service, _query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    if service.mood == "busy":
        return {"code": 11232, "msg": "frequency limited"}
    stamp = body.get("timestamp", "0")
    fresh = abs(service.clock() - int(stamp)) < 3600
    if not fresh or body.get("sign") != _mac(f"{stamp}\n{SECRET}", ""):
        return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour"}
    service.arrived.append(body)
    return {"code": 0, "msg": "success"}


def _telegram(service: Service, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    if service.mood == "busy":
        return {"ok": False, "error_code": 429, "parameters": {"retry_after": 5}}
    if query["path"] != f"/bot{TOKEN}/sendMessage":
        return {"ok": False, "error_code": 401, "description": "Unauthorized"}
    if str(body["chat_id"]) != CHAT:
        return {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
    service.arrived.append(body)
    return {"ok": True, "result": {"message_id": 1}}


ANSWERS = {"wecom": _wecom, "dingtalk": _dingtalk, "feishu": _feishu, "telegram": _telegram}


@contextmanager
def running(kind: str) -> Iterator[Service]:
    """Run the stand-in of one service."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(length))
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            sick = service.mood == "sick"
            answer = {} if sick else ANSWERS[kind](service, {**query, "path": parts.path}, body)
            status = 500 if sick else 200
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
