"""Counters by which every process learns within a second that what it remembers is outdated."""

from shopweave.trust.versions.records import current, raise_version

__all__ = ["current", "raise_version"]
