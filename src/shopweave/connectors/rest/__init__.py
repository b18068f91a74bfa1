"""Any shop with JSON lists over HTTP: addresses of the lists are told, fields are recognised."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from shopweave.connectors.contract import (
    Access,
    Answer,
    Can,
    Cursor,
    Entity,
    Field,
    FieldsSeen,
    Kind,
    NotRecognised,
    Page,
    ReadOnly,
    ShopFacts,
    Watermark,
    each,
    instant,
)
from shopweave.connectors.rest import shape
from shopweave.connectors.rest.fields import REQUIRED, guess, known, recognise
from shopweave.connectors.rest.fields import flat as paths_of
from shopweave.connectors.rest.rows import row
from shopweave.connectors.webhook import Rows

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Rest(ReadOnly):
    """Lists over HTTP, each asked for what changed since the last time if the shop can tell."""

    access: Access
    kind = "rest"

    def check(self) -> ShopFacts:
        """Ask for one item of each list, and see whether its fields are understood."""
        for entity in Entity:
            if self._path(entity):
                answer = self._ask(entity, {"limit": "1"})
                items = shape.items(answer, entity, self.access.http.host)
                if items:
                    recognise(entity, items, self._told(entity))
        return ShopFacts()

    def pull(self, entity: Entity, cursor: Cursor | None) -> Iterator[Page]:
        """Pages of a list; nothing where no list of it was told."""
        if not self._path(entity):
            return
        mark = Watermark.of(cursor)
        following = (cursor or {}).get("next")
        while True:
            answer = self._ask(entity, self._asked(mark), following)
            page, mark = self._page(entity, answer, mark)
            yield page
            if page.last:
                return
            following = page.cursor["next"]

    def fields(self) -> Mapping[Entity, FieldsSeen]:
        """What is recognised so far, of each list."""
        return {entity: self._seen(entity) for entity in Entity if self._path(entity)}

    def _seen(self, entity: Entity) -> FieldsSeen:
        answer = self._ask(entity, {"limit": "5"})
        items = shape.items(answer, entity, self.access.http.host)
        theirs = tuple(dict.fromkeys(path for item in items for path in paths_of(item)))
        told = self._told(entity)
        try:
            found = recognise(entity, items, told)
        except NotRecognised:
            found = guess(entity, theirs, told)
        return FieldsSeen(theirs, found, known(entity), REQUIRED[entity])

    def _page(self, entity: Entity, answer: Answer, mark: Watermark) -> tuple[Page, Watermark]:
        items = shape.items(answer, entity, self.access.http.host)
        fields = recognise(entity, items, self._told(entity)) if items else {}
        rows, refused = each(
            items,
            lambda item: row(entity, item, fields, self.access.time_zone),
            fields.get("id", "id"),
        )
        times = [one["updated_at"] for one in rows if one.get("updated_at")]
        mark = mark.saw(map(instant, times)).onward()
        following = shape.onward(answer)
        if following is None and self._numbered() and len(items) >= _PAGE:
            following = ""
        last = following is None
        now = self.access.clock.now()
        cursor = mark.over(now).cursor() if last else {**mark.cursor(), "next": following}
        page = Rows(self.access, now).of({entity.value: list(rows)}, cursor, last=last)
        refused = (*refused, *page.refused)
        return replace(page, refused=refused, total=shape.total(answer)), mark

    def _asked(self, mark: Watermark) -> dict[str, str]:
        asked = {}
        since = self.access.options.get("since")
        if since and mark.since is not None:
            asked[since] = mark.since.isoformat().replace("+00:00", "Z")
        if self._numbered():
            asked[self.access.options["page"]] = str(mark.page + 1)
            asked["limit"] = str(_PAGE)
        return asked

    def _numbered(self) -> bool:
        return bool(self.access.options.get("page"))

    def _ask(
        self, entity: Entity, asked: Mapping[str, str], following: str | None = None
    ) -> Answer:
        headers = {}
        token = self.access.secrets.get("token")
        if token:
            headers["authorization"] = f"Bearer {token}"
        if following:
            return self.access.http.get(following, headers=headers)
        return self.access.http.get(self._path(entity), params=dict(asked), headers=headers)

    def _path(self, entity: Entity) -> str:
        return self.access.options.get(entity.value, "")

    def _told(self, entity: Entity) -> dict[str, str]:
        """What a person said: options named like "field.orders.placed_at"."""
        begin = f"field.{entity.value}."
        options = self.access.options.items()
        return {name[len(begin) :]: path for name, path in options if name.startswith(begin)}


def _list(entity: str, en: str, zh: str) -> Field:
    hint = {
        "en": f"As in /api/{entity}; empty if there is none.",
        "zh": f"如 /api/{entity}，没有则留空。",
    }
    return Field(entity, {"en": en, "zh": zh}, hint, required=False)


KIND = Kind(
    name="rest",
    title={"en": "Any REST API", "zh": "通用 REST 接口"},
    about={
        "en": "A shop with JSON lists over HTTP; fields are recognised by their names.",
        "zh": "以 HTTP 提供 JSON 列表的店铺，字段按名称自动识别。",
    },
    can=frozenset({Can.PRODUCTS, Can.CUSTOMERS, Can.ORDERS, Can.STOCK}),
    fields=(
        Field(
            "token",
            {"en": "Token", "zh": "令牌"},
            {"en": "Sent as Authorization: Bearer.", "zh": "以 Authorization: Bearer 发送。"},
            secret=True,
            required=False,
        ),
        _list("products", "List of products", "商品列表"),
        _list("orders", "List of orders", "订单列表"),
        _list("customers", "List of customers", "客户列表"),
        _list("stock", "List of stock", "库存列表"),
        Field(
            "since",
            {"en": "Parameter for changes since", "zh": "“变更起始时间”参数名"},
            {
                "en": "As in updated_after; empty if it has none.",
                "zh": "如 updated_after，没有则留空。",
            },
            required=False,
        ),
        Field(
            "page",
            {"en": "Parameter for the page number", "zh": "“页码”参数名"},
            {
                "en": "As in page; empty if it names the next page.",
                "zh": "如 page；若应答里带下一页地址则留空。",
            },
            required=False,
        ),
    ),
    open=Rest,
    live=True,
)
