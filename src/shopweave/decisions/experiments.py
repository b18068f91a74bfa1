"""Who gets which treatment: by hash, so that everyone keeps his arm without being looked up."""

import hashlib

from shopweave.decisions.types import Experiment

TREATED = "treated"
HOLDOUT = "holdout"
_BUCKETS = 10_000


def with_holdout(name: str, percent: float) -> Experiment:
    """An experiment of two arms; a larger holdout later keeps all who are in it."""
    held = round(percent * 100)
    return Experiment(name, {HOLDOUT: held, TREATED: _BUCKETS - held})


def arm_of(experiment: Experiment, unit: str) -> str:
    """The arm of a unit (a customer's or visitor's pseudonym), the same every time."""
    digest = hashlib.blake2b(f"{experiment.name}:{unit}".encode(), digest_size=8).digest()
    bucket = int.from_bytes(digest) % _BUCKETS
    for arm, share in experiment.shares.items():
        if bucket < share:
            return arm
        bucket -= share
    raise AssertionError("the shares add up to every bucket")
