"""The JSON routes of trust."""

from fastapi import APIRouter

from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database
from shopweave.trust.audit.routes import AuditRoutes
from shopweave.trust.consent.routes import ConsentRoutes
from shopweave.trust.keys.routes import KeyRoutes
from shopweave.trust.personal_data.routes import PersonalDataRoutes
from shopweave.trust.staff.routes import StaffRoutes
from shopweave.trust.trust import Trust


def routers(database: Database, clock: Clock, trust: Trust) -> list[APIRouter]:
    """Staff, keys, the audit log, consent, and customers' own data."""
    return [
        StaffRoutes(database, clock, trust.passwords).router(),
        KeyRoutes(database, clock).router(),
        AuditRoutes(database, trust.audit_key).router(),
        ConsentRoutes(database, clock).router(),
        PersonalDataRoutes(database, clock, trust.personal_data).router(),
    ]
