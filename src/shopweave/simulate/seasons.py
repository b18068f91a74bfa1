"""When things are wanted: festivals, weather and the week."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from shopweave.simulate.types import Floats, Ints

Days = NDArray[np.datetime64]

# Festivals of the lunar calendar, per year from 2023 on; later years take the usual day.
LUNAR = {
    "springfestival": ["01-22", "02-10", "01-29", "02-17", "02-06", "01-26", "02-13", "02-03"],
    "dragonboat": ["06-22", "06-10", "05-31", "06-19", "06-09", "05-28", "06-16", "06-05"],
    "midautumn": ["09-29", "09-17", "10-06", "09-25", "09-15", "10-03", "09-22", "09-12"],
}
FIRST_YEAR = 2023
USUAL = {"springfestival": "02-05", "dragonboat": "06-10", "midautumn": "09-22"}
ON_SALE_DAYS = {"springfestival": 35, "dragonboat": 28, "midautumn": 40, "christmas": 47}
# Middle of the season as day of the year, width in days, and what is left outside of it.
WEATHER = {"spring": (115, 24, 0.75), "summer": (200, 38, 0.35), "winter": (5, 48, 0.55)}
# Monday to Sunday.
WEEK = np.array([0.84, 0.82, 0.86, 0.92, 1.12, 1.28, 1.16])


def festival(name: str, year: int) -> date:
    """The day of a festival."""
    if name == "christmas":
        return date(year, 12, 25)
    known = LUNAR[name]
    at = year - FIRST_YEAR
    return date.fromisoformat(f"{year}-{known[at] if 0 <= at < len(known) else USUAL[name]}")


def demand(season: str | None, days: Days) -> Floats:
    """How much more than usual a season's goods are wanted.

    days: (n,) datetime64[D]. Returns (n,); 0 when the goods are not on sale at all.
    """
    if season is None:
        return np.ones(len(days))
    if season in WEATHER:
        return _weather(season, days)
    if season == "giving":
        rush = sum(_rush(name, days) for name in ON_SALE_DAYS)
        return 0.8 + 0.35 * np.asarray(rush, dtype=np.float64)
    return _rush(season, days)


def offered(season: str | None, day: date) -> bool:
    """Whether goods of a season can be bought on that day."""
    return bool(demand(season, np.array([day], dtype="datetime64[D]"))[0] > 0)


def busy(days: Days) -> Floats:
    """Visitors of a day against an average one: the week, and the rush before festivals."""
    weekday = (days.astype(np.int64) + 3) % 7
    rush = sum(_rush(name, days) for name in ON_SALE_DAYS)
    return WEEK[weekday] * (1 + 0.05 * np.asarray(rush, dtype=np.float64))


def _weather(season: str, days: Days) -> Floats:
    middle, width, rest = WEATHER[season]
    distance = np.abs(_day_of_year(days) - middle)
    distance = np.minimum(distance, 365 - distance)
    bell: Floats = np.exp(-0.5 * (distance / width) ** 2)
    return rest + (1.9 - rest) * bell


def _day_of_year(days: Days) -> Ints:
    counted: Ints = (days - days.astype("datetime64[Y]").astype("datetime64[D]")).astype(np.int64)
    return counted


def _rush(name: str, days: Days) -> Floats:
    """0 outside the weeks before the festival, then rising to 6 three days ahead."""
    total = np.zeros(len(days))
    if len(days) == 0:
        return total
    first, last = days.min().astype(date).year, days.max().astype(date).year
    for year in range(first, last + 2):
        ahead = (np.datetime64(festival(name, year), "D") - days).astype(np.int64)
        within = (ahead >= 0) & (ahead <= ON_SALE_DAYS[name])
        rise = 6 * np.exp(-0.5 * ((ahead - 3) / (ON_SALE_DAYS[name] / 2.6)) ** 2)
        total += np.where(within, rise, 0.0)
    return total
