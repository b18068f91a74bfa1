"""Showing and erasing over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path

from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database
from shopweave.trust.permissions import Permission, Principal, require
from shopweave.trust.personal_data.personal_data import Erasure, Export, PersonalData

Customer = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


class PersonalDataRoutes:
    """One customer's data, out or away."""

    def __init__(self, database: Database, clock: Clock, personal_data: PersonalData) -> None:
        self._database = database
        self._clock = clock
        self._personal_data = personal_data

    def router(self) -> APIRouter:
        """The routes about one customer."""
        router = APIRouter(prefix="/v1/customers", tags=["customers"])
        router.add_api_route("/{customer}/export", self.export, methods=["GET"])
        router.add_api_route("/{customer}", self.erase, methods=["DELETE"])
        return router

    def export(
        self,
        principal: Annotated[Principal, require(Permission.CUSTOMERS_EXPORT)],
        customer: Customer,
    ) -> Export:
        """Give everything that is known about a customer."""
        now = self._clock.now()
        return self._personal_data.export(self._database, principal, customer, now)

    def erase(
        self,
        principal: Annotated[Principal, require(Permission.CUSTOMERS_ERASE)],
        customer: Customer,
    ) -> Erasure:
        """Erase a customer for good."""
        with self._database.write() as tx:
            return self._personal_data.erase(tx, principal, customer, self._clock.now())
