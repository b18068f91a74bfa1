"""Signed links: each does one thing once, for the right person, before it expires."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from shopweave.alerts import records
from shopweave.alerts.actions import Actions
from shopweave.alerts.errors import LinkBroken, LinkExpired, LinkForSomebodyElse, LinkUsed
from shopweave.alerts.types import Link
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction
from shopweave.trust import audit
from shopweave.trust.permissions import NotAllowed, Principal

_ID = 16


class Links:
    """Makes links and keeps their promise. The token is the link's id and its MAC.

    Opening one changes nothing: chats and mail servers look at every address they see.
    """

    def __init__(self, key: bytes, actions: Actions) -> None:
        self._key, self._actions = key, actions

    def issue(
        self,
        tx: Transaction,
        action: str,
        subject: str,
        words: Mapping[str, str],
        expires_at: datetime,
        person: str | None = None,
    ) -> str:
        """The token of a new link. Raises `UnknownAction`."""
        self._actions.of(action)
        link = Link(ids.new(), action, subject, dict(words), person, expires_at)
        records.add_link(tx, link)
        return self._token(link.id)

    def read(self, tx: Transaction, token: str) -> Link:
        """The link of a token, used or not. Raises `LinkBroken`."""
        link = records.link(tx, self._id(token))
        if link is None:
            raise LinkBroken
        return link

    def refuse(self, link: Link, who: Principal, now: datetime) -> None:
        """Raise what stands against pressing it.

        `LinkUsed`, `LinkExpired`, `LinkForSomebodyElse`, `NotAllowed` or `UnknownAction`.
        """
        if link.used_at is not None:
            raise LinkUsed(at=_moment(link.used_at))
        if now >= link.expires_at:
            raise LinkExpired(until=_moment(link.expires_at))
        if link.person not in {None, who.id}:
            raise LinkForSomebodyElse
        permission = self._actions.of(link.action).permission
        if not who.may(permission):
            raise NotAllowed(permission=permission.value)

    def use(self, tx: Transaction, token: str, who: Principal, now: datetime) -> Link:
        """Do what the link promises, in this transaction; raises what `refuse` raises."""
        link = self.read(tx, token)
        self.refuse(link, who, now)
        if not records.use_link(tx, link.id, who.id, now):
            raise LinkUsed(at=_moment(now))
        self._actions.of(link.action).perform(tx, who, link.subject, now)
        detail = {"action": link.action, "subject": link.subject}
        audit.record(tx, who, "link.used", f"link:{link.id}", detail, at=now)
        return link

    def _token(self, link: str) -> str:
        body = UUID(link).bytes
        return base64.urlsafe_b64encode(body + self._mac(body)).decode().rstrip("=")

    def _id(self, token: str) -> str:
        try:
            raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except (binascii.Error, ValueError) as error:
            raise LinkBroken from error
        body, mac = raw[:_ID], raw[_ID:]
        if len(body) != _ID or not hmac.compare_digest(mac, self._mac(body)):
            raise LinkBroken
        return UUID(bytes=body).hex

    def _mac(self, body: bytes) -> bytes:
        return hmac.new(self._key, body, hashlib.sha256).digest()[:_ID]


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
