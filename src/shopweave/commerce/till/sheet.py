"""What stands on a receipt, part by part, before anybody knows how wide the paper is."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

_WORDS = {
    "en": {
        "total": "Total",
        "tax": "Tax included",
        "taxed": "Tax {percent} % in {paid}",
        "change": "Change",
        "thanks": "Thank you!",
        "back": "Returned: {title}",
        "untold": "Not itemised",
        "money_back": "Money back",
        "voided": "VOID",
        "refunded": "REFUNDED",
        "unpaid": "NOT PAID YET",
    },
    "zh": {
        "total": "合计",
        "tax": "其中税费",
        "taxed": "其中税 {percent}%（含税 {paid}）",
        "change": "找零",
        "thanks": "谢谢惠顾！",
        "back": "退货：{title}",
        "untold": "未列明细",
        "money_back": "退款",
        "voided": "已作废",
        "refunded": "已退款",
        "unpaid": "未付款",
    },
}
_PAYMENTS = {
    "en": ("Cash", "Card", "Voucher", "Transfer", "Phone", "Other"),
    "zh": ("现金", "刷卡", "代金券", "转账", "扫码付", "其他"),
}
_KINDS = ("cash", "card", "voucher", "transfer", "wallet", "other")
_LINES = {
    "en": ("Goods", "Return", "Shipping", "Fee", "Discount", "Tax"),
    "zh": ("商品", "退货", "运费", "费用", "优惠", "税费"),
}
_LINE_KINDS = ("product", "return", "shipping", "fee", "discount", "tax")
_MARKS = {
    "cancelled": "voided",
    "refunded": "refunded",
    "pending": "unpaid",
    "draft": "unpaid",
}


class Look(StrEnum):
    """How a part stands on the paper."""

    PLAIN = "plain"
    STRONG = "strong"
    CENTRED = "centred"
    TITLE = "title"
    DETAIL = "detail"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Part:
    """Words at the left, or in the middle, and an amount at the right."""

    left: str = ""
    right: str = ""
    look: Look = Look.PLAIN


def parts(told: dict[str, Any], shop: str, language: str = "en") -> list[Part]:
    """The parts of a receipt as `shown.receipt` tells it, from the top."""
    words = _WORDS.get(language, _WORDS["en"])
    mark = "voided" if told["voided"] else _MARKS.get(told["status"])
    rule = Part(look=Look.RULE)
    return [
        Part(shop, look=Look.TITLE),
        Part(told["number"], look=Look.CENTRED),
        Part(told["at"][:16].replace("T", " "), look=Look.CENTRED),
        *([Part(words[mark], look=Look.TITLE)] if mark else []),
        rule,
        *_goods(told, words, language),
        rule,
        Part(f"{words['total']} {told['currency']}", told["total"], Look.STRONG),
        *_money(told, words, language),
        Part(words["thanks"], look=Look.CENTRED),
    ]


def _goods(told: dict[str, Any], words: dict[str, str], language: str) -> Iterator[Part]:
    names = dict(zip(_LINE_KINDS, _LINES.get(language, _LINES["en"]), strict=True))
    for line in told["lines"]:
        nameless = words["money_back"] if line["refund"] else names[line["kind"]]
        title = line["title"] or nameless
        back = line["kind"] == "return" and line["title"]
        yield Part(words["back"].format(title=title) if back else title, line["total"])
        if line["quantity"] not in (1, -1):
            yield Part(f"{line['quantity']:g} x {line['price']}", look=Look.DETAIL)
    untold = Decimal(told["total"]) - sum(Decimal(line["total"]) for line in told["lines"])
    if untold:
        yield Part(words["untold"], str(untold))


def _money(told: dict[str, Any], words: dict[str, str], language: str) -> Iterator[Part]:
    names = dict(zip(_KINDS, _PAYMENTS.get(language, _PAYMENTS["en"]), strict=True))
    if told["tax"] is not None:
        yield Part(words["tax"], told["tax"])
    for share in told["taxes"]:
        yield Part(words["taxed"].format(**share), share["tax"])
    for kind, amount in told["payments"].items():
        yield Part(names.get(kind, kind), amount)
    if Decimal(told["change"]):
        yield Part(words["change"], told["change"])
