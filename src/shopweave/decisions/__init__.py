"""The ledger of everything the product decides, with reasons, experiments and outcomes.

Owns decisions, decision_steps, decision_outcomes, experiment_units and experiment_purchases.
"""

from shopweave.decisions.errors import (
    AlreadySettled,
    CannotBeUndone,
    ModelGone,
    NothingToApprove,
    NotReplayable,
    TooOldToReplay,
    UnknownDecision,
)
from shopweave.decisions.experiments import HOLDOUT, TREATED, arm_of, with_holdout
from shopweave.decisions.ledger import Ledger, record, record_all
from shopweave.decisions.read import find
from shopweave.decisions.types import (
    Decision,
    Experiment,
    Happened,
    Outcome,
    Purchase,
    State,
    Step,
)

__all__ = [
    "HOLDOUT",
    "TREATED",
    "AlreadySettled",
    "CannotBeUndone",
    "Decision",
    "Experiment",
    "Happened",
    "Ledger",
    "ModelGone",
    "NotReplayable",
    "NothingToApprove",
    "Outcome",
    "Purchase",
    "State",
    "Step",
    "TooOldToReplay",
    "UnknownDecision",
    "arm_of",
    "find",
    "record",
    "record_all",
    "with_holdout",
]
