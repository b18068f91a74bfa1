"""Counters by which every process learns within a second that what it remembers is outdated."""

from shopweave.trust.versions.records import current, raise_version

ACCESS = "access"
"""Staff, sessions and keys."""
VAULT = "vault"
"""Destroyed keys of customers."""

__all__ = ["ACCESS", "VAULT", "current", "raise_version"]
