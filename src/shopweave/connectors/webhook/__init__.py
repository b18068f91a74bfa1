"""Whoever can send HTTP can push its rows: an own shop, an ERP, a till, signed with a secret."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shopweave.connectors.contract import (
    Access,
    Can,
    Cursor,
    Entity,
    Field,
    Hook,
    Kind,
    News,
    Page,
    ReadOnly,
    ShopFacts,
)
from shopweave.connectors.webhook.rows import Rows
from shopweave.connectors.webhook.signature import DELIVERY, SIGNATURE, sign, verify

__all__ = ["DELIVERY", "KIND", "SIGNATURE", "Rows", "sign", "verify"]


@dataclass(frozen=True, slots=True)
class Webhook(ReadOnly):
    """A source that is never asked, and only sends."""

    access: Access
    kind = "webhook"

    def check(self) -> ShopFacts:
        """Nothing to ask."""
        return ShopFacts()

    def pull(self, entity: Entity, cursor: Cursor | None) -> Iterator[Page]:
        """Nothing to pull."""
        yield from ()

    def verify(self, headers: Mapping[str, str], raw: bytes) -> Hook:
        """Tell a genuine delivery; raises `Forged`."""
        return verify(self.access.secrets.get("secret", ""), headers, raw)

    def read(self, topic: str, raw: bytes) -> News:
        """The rows of the body."""
        rows = Rows(self.access, self.access.clock.now())
        return News(page=rows.page(raw))


KIND = Kind(
    name="webhook",
    title={"en": "Signed webhook", "zh": "签名 webhook"},
    about={
        "en": "Your own shop, an ERP or a till sends its rows; each delivery is signed.",
        "zh": "自有商城、ERP 或收银系统把数据推送过来，每次都带签名。",
    },
    can=frozenset({Can.WEBHOOK}),
    fields=(
        Field(
            "secret",
            {"en": "Secret", "zh": "密钥"},
            {"en": "Empty: Shopweave makes one up.", "zh": "留空则由 Shopweave 生成。"},
            secret=True,
            required=False,
        ),
    ),
    open=Webhook,
    live=True,
    reached=False,
    own_secret=True,
)
