"""The files of the till, as one version: what the device keeps to work without a net."""

import hashlib
import json
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shopweave.foundation.i18n import Catalogue
from shopweave.web import assets

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
HOME = "/till"
_SHARED = ("console.css", "mark.svg", "vendor/icons.svg")
_WORKER = "worker.js"
_DECODER = assets.FOLDER / "vendor" / "zxing"


@cache
def page() -> str:
    """The page; it holds no word and no data, so that one copy fits every device."""
    engine = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined
    )
    return engine.get_template("shell.html").render(asset=assets.address)


@cache
def texts() -> bytes:
    """Every text in both languages, as JSON."""
    catalogue = Catalogue.load([FOLDER / "texts.toml"])
    return json.dumps(catalogue.texts, ensure_ascii=False).encode()


@cache
def addresses() -> tuple[str, ...]:
    """What is kept on the device; the decoder of codes joins when it is used first."""
    own = sorted(p.relative_to(STATIC).as_posix() for p in STATIC.rglob("*") if p.is_file())
    scripts = [f"{HOME}/files/{name}" for name in own if name != _WORKER]
    shared = [assets.address(name) for name in _SHARED]
    return (HOME, f"{HOME}/texts.json", *scripts, *shared)


@cache
def version() -> str:
    """Changes with the content of any file."""
    digest = hashlib.sha256(page().encode() + texts())
    for folder in (STATIC, _DECODER):
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@cache
def worker() -> str:
    """The service worker, told what to keep."""
    told = {"version": version(), "files": addresses()}
    return f"const KEEP = {json.dumps(told)};\n" + (STATIC / _WORKER).read_text("utf-8")
