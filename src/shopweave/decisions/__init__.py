"""The ledger of everything the product decides, with reasons, experiments and outcomes.

Owns decisions, decision_steps, decision_outcomes, experiment_units and experiment_purchases.
Knows its subjects as (kind, id) only. Publishes no events.
"""

from shopweave.decisions.act import advance, approve, approve_instead, expire, undo
from shopweave.decisions.effect import Arm, Effect, effect
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
from shopweave.decisions.forget import erase_person, export_person, forget
from shopweave.decisions.kinds import Kind, Kinds
from shopweave.decisions.ledger import Ledger, record, record_all
from shopweave.decisions.outcomes import join_purchases, note, take_back_purchases
from shopweave.decisions.read import (
    done_by_itself,
    explain,
    find,
    newest,
    outcomes_of,
    waiting,
    worth,
)
from shopweave.decisions.replay import Replayed, replay
from shopweave.decisions.settings import LedgerPreferences
from shopweave.decisions.tasks import register
from shopweave.decisions.types import (
    Decision,
    Experiment,
    Explanation,
    Filter,
    Happened,
    Outcome,
    Purchase,
    State,
    Step,
    Worth,
)

__all__ = [
    "HOLDOUT",
    "TREATED",
    "AlreadySettled",
    "Arm",
    "CannotBeUndone",
    "Decision",
    "Effect",
    "Experiment",
    "Explanation",
    "Filter",
    "Happened",
    "Kind",
    "Kinds",
    "Ledger",
    "LedgerPreferences",
    "ModelGone",
    "NotReplayable",
    "NothingToApprove",
    "Outcome",
    "Purchase",
    "Replayed",
    "State",
    "Step",
    "TooOldToReplay",
    "UnknownDecision",
    "Worth",
    "advance",
    "approve",
    "approve_instead",
    "arm_of",
    "done_by_itself",
    "effect",
    "erase_person",
    "expire",
    "explain",
    "export_person",
    "find",
    "forget",
    "join_purchases",
    "newest",
    "note",
    "outcomes_of",
    "record",
    "record_all",
    "register",
    "replay",
    "take_back_purchases",
    "undo",
    "waiting",
    "with_holdout",
    "worth",
]
