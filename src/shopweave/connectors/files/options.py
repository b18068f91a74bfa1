"""How a file shall be read: what a person says, else the layout's preset, else the source."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shopweave.connectors.files.errors import WrongTimeZone
from shopweave.connectors.files.pattern import ANY, compiled
from shopweave.connectors.files.presets import Preset, fees
from shopweave.connectors.files.sieve import Styles
from shopweave.connectors.files.values import currency_of

_TIME_ZONE = "UTC"


class Repeats(StrEnum):
    """What to do with a line that says exactly what another line of its order says."""

    KEEP = "keep"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says about a file; empty where the preset or the source shall decide.

    days: "day" or "month", what comes first in 3/4 where the file itself leaves it open.
    """

    columns: dict[str, str] = field(default_factory=dict)
    preset: str = ""
    encoding: str = ""
    currency: str = ""
    time_zone: str = ""
    product_pattern: str = ""
    returns: str = ""
    channel: str = ""
    days: str = ""
    repeats: Repeats = Repeats.KEEP

    def as_dict(self) -> dict[str, Any]:
        """As plain values, for the database."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Options":
        """Back from plain values."""
        known = {key: value for key, value in values.items() if key in cls.__slots__}
        return cls(**known | {"repeats": Repeats(values.get("repeats", Repeats.KEEP))})


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything settled: how exactly this file is read.

    mark: SHA-256 of the file. seen_at: when the same file first came in, or now. guessed: whether
    nobody says the currency.
    """

    preset: str
    currency: str
    time_zone: ZoneInfo
    product_pattern: str
    returns: str
    channel: str
    repeats: Repeats
    fees: dict[str, str]
    mark: str
    seen_at: datetime
    styles: Styles
    guessed: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known before the file is opened: the source's currency and zone, and the bytes.

    mark: SHA-256 of the file. seen_at: when the same file first came in, or now. home: the shop's
    own currency.
    """

    mark: str
    seen_at: datetime
    currency: str = ""
    time_zone: str = ""
    home: str = "EUR"


def settle(options: Options, preset: Preset, ground: Ground, styles: Styles) -> Reading:
    """Put together what counts: a person's word, the preset, the prices' signs, source, shop.

    Raises `WrongPattern`, `WrongCurrency`, `WrongTimeZone`.
    """
    said = {**preset.options, **{k: v for k, v in options.as_dict().items() if v}}
    currency = said.get("currency") or styles.currency or ground.currency
    zone = _zone(said.get("time_zone") or ground.time_zone or _TIME_ZONE)
    pattern = said.get("product_pattern") or (ANY if preset.columns else "")
    compiled(pattern)
    return Reading(
        preset.name,
        currency_of(currency or ground.home),
        zone,
        pattern,
        said.get("returns", ""),
        said.get("channel", ""),
        options.repeats,
        fees(preset),
        ground.mark,
        ground.seen_at,
        styles.at(zone).settled(said.get("days", "")),
        not currency,
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise WrongTimeZone(name=name) from error
