"""Invent the customers: names, tastes, rhythm, price level and the ways they buy."""

import tomllib
from functools import cache
from importlib.resources import files

import numpy as np

from shopweave.simulate.catalogue import TASTES
from shopweave.simulate.types import Floats, Person

HOMES = ("web", "harbour", "mill")
HOME_SHARES = (0.46, 0.31, 0.23)
# Per home: shares of web, till and phone.
CHANNELS = {"web": (0.93, 0.03, 0.04), "harbour": (0.22, 0.73, 0.05), "mill": (0.16, 0.78, 0.06)}
PRIOR = {"coffee": 1.4, "green": 1.2, "dark": 1.1, "table": 0.7, "gift": 0.5}
CONCENTRATION = 0.32


def invent(seed: int, count: int) -> tuple[Person, ...]:
    """`count` customers; the first n of a larger town are not those of a smaller one."""
    rng = np.random.default_rng([seed, 2])
    prior = np.array([PRIOR.get(taste, 0.9) for taste in TASTES]) * CONCENTRATION
    tastes = rng.dirichlet(prior, count)
    intervals = np.clip(rng.lognormal(np.log(40), 0.55, count), 6, 180)
    budgets = np.clip(rng.lognormal(0, 0.3, count), 0.5, 2.2)
    return tuple(
        _person(number, tastes[number], intervals[number], budgets[number], rng)
        for number in range(count)
    )


def _person(
    number: int, tastes: Floats, interval: float, budget: float, rng: np.random.Generator
) -> Person:
    language = "zh" if rng.random() < 0.66 else "en"
    name, mailbox = _name(language, rng)
    home = HOMES[rng.choice(len(HOMES), p=HOME_SHARES)]
    # Numbers of machines, not of people: nobody is called by mistake.
    phone = f"+861400000{number % 10_000:04d}" if rng.random() < 0.6 else ""
    return Person(
        number=number,
        name=name,
        language=language,
        email=f"{mailbox}.{number}@example.com",
        phone=phone,
        home=home,
        interval=float(interval),
        budget=float(budget),
        channels=CHANNELS[home],
        tastes=tuple(tastes.tolist()),
        personalised=bool(rng.random() < 0.94),
    )


def _name(language: str, rng: np.random.Generator) -> tuple[str, str]:
    names = _names()[language]
    family = names["family"][rng.integers(len(names["family"]))]
    given = names["given"][rng.integers(len(names["given"]))]
    if language == "en":
        return f"{given} {family}", f"{given}.{family}".lower()
    (family, family_latin), (given, given_latin) = family.split(), given.split()
    return family + given, f"{given_latin}.{family_latin}"


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    text = files("shopweave.simulate").joinpath("names.toml").read_text("utf-8")
    return tomllib.loads(text)
