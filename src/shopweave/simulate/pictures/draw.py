"""Draw one product as an SVG of about a kilobyte."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

PAPER = "#fffaf0"
CANVAS = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 64'>"
    "<rect width='64' height='64' rx='9' fill='{background}'/>"
    "<ellipse cx='32' cy='55.5' rx='21' ry='3' fill='{k}' opacity='.13'/>{body}</svg>"
)
UNSAFE = {"%": "%25", "#": "%23", "<": "%3C", ">": "%3E", '"': "%22", " ": "%20", ",": "%2C"}


def draw(shape: str, colour: str, motif: str = "") -> str:
    """The picture of a `shape` ("pouch", "mug", ...) in `colour` (#rrggbb), as SVG.

    motif: what is printed on its label: "leaf", "blossom", "bean" or nothing.
    """
    shapes = _shapes()
    tones = _tones(colour)
    printed = shapes["motifs"][motif].format(**tones) if motif else ""
    body = shapes[shape].format(**tones, m=printed)
    return CANVAS.format(background=_background(colour), body=body, k=tones["k"])


def as_data_uri(svg: str) -> str:
    """The picture as an address that carries itself, without blanks, commas and quotes inside."""
    return "data:image/svg+xml," + "".join(UNSAFE.get(letter, letter) for letter in svg)


@cache
def _shapes() -> dict[str, Any]:
    text = files("shopweave.simulate.pictures").joinpath("shapes.toml").read_text("utf-8")
    return tomllib.loads(text)


def _tones(colour: str) -> dict[str, str]:
    return {
        "a": colour,
        "d": _mix(colour, "#2a2018", 0.25),
        "k": _mix(colour, "#241c16", 0.65),
        "l": _mix(colour, "#ffffff", 0.38),
        "w": PAPER,
    }


def _background(colour: str) -> str:
    """A pale tint; pale products stand before a darker ground, or they would vanish."""
    pale = sum(_channels(colour)) > 3 * 205
    return _mix(colour, "#9db0a8", 0.75) if pale else _mix(colour, "#fbf5ea", 0.80)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mix(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02x}" for a, b in pairs)
