"""Who buys: pseudonyms, the marks they are recognised by, merges, and profiles.

Owns `customers`, `customer_identities`, `customer_words` and `customer_merges`. Publishes
`CustomersMerged` and `CustomersSeparated`. Consent lives in trust.
"""

from shopweave.commerce.customers.directory import Directory
from shopweave.commerce.customers.errors import MergeUndone, OnePerson, UnknownCustomer
from shopweave.commerce.customers.events import CustomersMerged, CustomersSeparated
from shopweave.commerce.customers.family import canonical, every_canonical, family
from shopweave.commerce.customers.memory import PARTED
from shopweave.commerce.customers.merge import (
    last_merge,
    merge,
    merged_since,
    merges,
    separate,
)
from shopweave.commerce.customers.personal_data import handler
from shopweave.commerce.customers.read import get
from shopweave.commerce.customers.take_back import take_back
from shopweave.commerce.customers.types import (
    Customer,
    CustomerDraft,
    Identity,
    IdentityKind,
    Merge,
    Personal,
)

__all__ = [
    "PARTED",
    "Customer",
    "CustomerDraft",
    "CustomersMerged",
    "CustomersSeparated",
    "Directory",
    "Identity",
    "IdentityKind",
    "Merge",
    "MergeUndone",
    "OnePerson",
    "Personal",
    "UnknownCustomer",
    "canonical",
    "every_canonical",
    "family",
    "get",
    "handler",
    "last_merge",
    "merge",
    "merged_since",
    "merges",
    "separate",
    "take_back",
]
