"""What of trust must be in order, for the doctor."""

from shopweave.foundation.checks import Check
from shopweave.foundation.database import Database
from shopweave.foundation.problems import Problem
from shopweave.trust import audit
from shopweave.trust.audit import LogChanged
from shopweave.trust.trust import Trust


def keys_fit(database: Database, trust: Trust) -> Check:
    """Check that the key file opens what the database holds."""

    def check() -> Problem | None:
        with database.read() as tx:
            trust.vault.check(tx)
        return None

    return check


def log_is_intact(database: Database, trust: Trust) -> Check:
    """Check that no entry of the audit log was changed; reads all of it."""

    def check() -> Problem | None:
        verdict = audit.verify_all(database, trust.audit_key, trust.checkpoint_file)
        if verdict.intact:
            return None
        return LogChanged(faults="; ".join(verdict.faults[:5]), number=len(verdict.faults))

    return check
