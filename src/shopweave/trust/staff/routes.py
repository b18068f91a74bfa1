"""Staff over HTTP."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database
from shopweave.trust.permissions import Permission, Principal, require
from shopweave.trust.staff import accounts, overview
from shopweave.trust.staff.passwords import Passwords
from shopweave.trust.staff.types import User

Reader = Annotated[Principal, require(Permission.STAFF_READ)]
Chief = Annotated[Principal, require(Permission.STAFF_MANAGE)]


class NewUserBody(BaseModel):
    """Who shall have an account."""

    model_config = ConfigDict(extra="forbid", strict=True)
    login: str = Field(min_length=1, max_length=200)
    name: str = Field("", max_length=200)
    password: str = Field(max_length=1000)
    roles: list[str] = Field(min_length=1, max_length=10)
    language: str = Field("en", pattern="^(en|zh)$")


class RolesBody(BaseModel):
    """The roles that replace the present ones."""

    model_config = ConfigDict(extra="forbid", strict=True)
    roles: list[str] = Field(min_length=1, max_length=10)


class StaffRoutes:
    """Look at, open, change and close accounts."""

    def __init__(self, database: Database, clock: Clock, passwords: Passwords) -> None:
        self._database = database
        self._clock = clock
        self._passwords = passwords

    def router(self) -> APIRouter:
        """The routes below /v1/staff."""
        router = APIRouter(prefix="/v1/staff", tags=["staff"])
        router.add_api_route("", self.every, methods=["GET"])
        router.add_api_route("", self.add, methods=["POST"], status_code=201)
        router.add_api_route("/me", self.me, methods=["GET"])
        router.add_api_route("/{user}/roles", self.change_roles, methods=["PUT"])
        router.add_api_route("/{user}/disable", self.disable, methods=["POST"])
        router.add_api_route("/{user}/enable", self.enable, methods=["POST"])
        return router

    def every(self, principal: Reader) -> list[User]:
        """List all accounts, closed ones too."""
        with self._database.read() as tx:
            return overview.every(tx)

    def me(self, principal: Annotated[Principal, require(Permission.ACCOUNT_OWN)]) -> User:
        """Tell who is signed in."""
        with self._database.read() as tx:
            return overview.find(tx, principal.id)

    def add(self, principal: Chief, body: NewUserBody) -> User:
        """Open an account."""
        hashed = self._passwords.hash(body.password, body.login, body.name)
        wanted = accounts.NewUser(body.login, body.name, tuple(body.roles), hashed, body.language)
        with self._database.write() as tx:
            return accounts.add(tx, principal, wanted, self._clock.now())

    def change_roles(self, principal: Chief, user: str, body: RolesBody) -> User:
        """Give a person other roles."""
        with self._database.write() as tx:
            accounts.change_roles(tx, principal, user, body.roles, self._clock.now())
            return overview.find(tx, user)

    def disable(self, principal: Chief, user: str) -> User:
        """Close an account; its sessions end within a second."""
        with self._database.write() as tx:
            accounts.disable(tx, principal, user, self._clock.now())
            return overview.find(tx, user)

    def enable(self, principal: Chief, user: str) -> User:
        """Open a closed account again."""
        with self._database.write() as tx:
            accounts.enable(tx, principal, user, self._clock.now())
            return overview.find(tx, user)
