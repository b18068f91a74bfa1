"""Layouts of well-known files, as data: a new one is a new TOML file here, no code."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from shopweave.connectors.files.errors import UnknownPreset
from shopweave.connectors.files.plain import bare, plain

GENERIC = "generic"
_LISTS = ("columns", "words", "returned", "only", "without")


@dataclass(frozen=True, slots=True)
class Extra:
    """A column that holds money beside the goods; it becomes a line of its own.

    kind: of the line, or "refund". columns: the first that is there. once: the column says it of
    the whole order, in each or in the first of its rows. above: [total, part, part...]: it counts
    only where the parts alone do not make the total (tax that may be in the prices already).
    """

    kind: str
    columns: tuple[str, ...]
    once: bool = False
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preset:
    """One layout: taken by itself when all columns of one of `needs` are there.

    columns: field to the columns that may hold it; of several the first cell that says something
    counts. joined: fields put together from all of theirs, with what stands between. words: the
    only words that count in a column. returned: rows whose column says one of these are returns,
    whatever their sign. only: rows count whose column says one of these ("*" for anything).
    without: rows whose column says one of these are left out. filled: columns that are empty in
    the further rows of an order. several: a column, and the pattern by which it names more than
    one product. extras: money beside the goods. fees: codes on order lines that are no products,
    to kinds of lines. instead: the report to export where this one says too little.
    origin: where its columns are known from.
    """

    name: str
    kind: str
    title: dict[str, str]
    needs: tuple[frozenset[str], ...]
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    returned: dict[str, tuple[str, ...]] = field(default_factory=dict)
    only: dict[str, tuple[str, ...]] = field(default_factory=dict)
    without: dict[str, tuple[str, ...]] = field(default_factory=dict)
    filled: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    extras: tuple[Extra, ...] = ()
    options: dict[str, str] = field(default_factory=dict)
    fees: dict[str, str] = field(default_factory=dict)
    instead: str = ""
    origin: str = ""


@cache
def presets() -> dict[str, Preset]:
    """All layouts by name."""
    folder = resources.files(__package__)
    files = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    entries = {f.removesuffix(".toml"): folder.joinpath(f).read_text("utf-8") for f in files}
    return {name: _preset(name, tomllib.loads(text)) for name, text in entries.items()}


def preset_for(columns: Sequence[str], name: str = "") -> Preset:
    """The named layout, else the one that knows most of the columns, else the generic one.

    Brackets, blanks, case and half or full width make no difference. Raises `UnknownPreset`.
    """
    if name:
        if name not in presets():
            raise UnknownPreset(preset=name, presets=", ".join(presets()))
        return presets()[name]
    there = {form(column) for column in columns for form in (bare, plain)}
    fitting = [
        (len(needs), preset)
        for preset in presets().values()
        for needs in preset.needs
        if all(bare(need) in there for need in needs)
    ]
    return max(fitting, key=lambda found: found[0], default=(0, presets()[GENERIC]))[1]


def fees(preset: Preset) -> dict[str, str]:
    """Codes that are no products: the usual ones and those of the layout, in capitals."""
    return {code.upper(): kind for code, kind in (presets()[GENERIC].fees | preset.fees).items()}


def _preset(name: str, entry: dict[str, Any]) -> Preset:
    values: dict[str, Any] = {key: _lists(entry.get(key, {})) for key in _LISTS}
    values |= {key: entry.get(key, {}) for key in ("joined", "options", "fees")}
    values |= {key: tuple(entry.get(key, ())) for key in ("filled", "several")}
    values["needs"] = tuple(frozenset(columns) for columns in entry["needs"])
    values["extras"] = tuple(_extra(each) for each in entry.get("extras", ()))
    values |= {key: str(entry.get(key, "")) for key in ("instead", "origin")}
    return Preset(name, entry["kind"], entry["title"], **values)


def _lists(entry: dict[str, str | list[str]]) -> dict[str, tuple[str, ...]]:
    """One text stands for a list of one."""
    return {k: (v,) if isinstance(v, str) else tuple(v) for k, v in entry.items()}


def _extra(entry: dict[str, Any]) -> Extra:
    columns = entry["columns"]
    names = (columns,) if isinstance(columns, str) else tuple(columns)
    return Extra(entry["kind"], names, entry.get("once", False), tuple(entry.get("above", ())))
