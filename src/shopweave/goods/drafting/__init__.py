"""Texts and translations drafted by a language model, approved by a person.

Only facts of products are sent, never a customer's. Off until somebody names an endpoint.
"""

from shopweave.goods.drafting.draft import DRAFT, KIND, Drafting, Task
from shopweave.goods.drafting.endpoint import Endpoint, LanguageModel
from shopweave.goods.drafting.errors import BudgetSpent, NoEndpoint, NotADraft

__all__ = [
    "DRAFT",
    "KIND",
    "BudgetSpent",
    "Drafting",
    "Endpoint",
    "LanguageModel",
    "NoEndpoint",
    "NotADraft",
    "Task",
]
