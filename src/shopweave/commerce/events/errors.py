"""What can be wrong with what is sent, in words for the developer who sends it."""

from typing import ClassVar

from shopweave.foundation.problems import Problem


class Unreadable(Problem):
    """The body is not JSON ({reason}): send one JSON object in UTF-8."""

    zh = "请求内容不是 JSON（{reason}）：请发送一个 UTF-8 编码的 JSON 对象。"
    status = 400


class NotAnObject(Problem):
    """The body is {found}, not a JSON object: send the event in braces."""

    zh = "请求内容是 {found}，不是 JSON 对象：请把事件放在花括号里。"
    status = 400


class TooLarge(Problem):
    """The body has {size} and may have {limit}: send fewer or smaller events at a time."""

    zh = "请求内容有 {size}，上限是 {limit}：请每次少发一些事件，或缩小事件。"
    status = 413


class KeyMissing(Problem):
    """The write key is missing: send it as Basic user name, as "writeKey", or as ?writeKey=."""

    zh = "缺少写入密钥：请作为 Basic 用户名、请求内容里的 “writeKey” 或 ?writeKey= 发送。"
    status = 401


class KeyWithoutSource(Problem):
    """The key {name} feeds no source: create a key for a source under Settings, Keys."""

    zh = "密钥 {name} 没有对应的数据来源：请在“设置 → 密钥”里为一个来源创建密钥。"
    status = 403


class BatchMissing(Problem):
    """A batch needs a list named "batch" with the events in it."""

    zh = "批量请求需要一个名为 “batch” 的列表，事件放在里面。"
    status = 400


class NothingAccepted(Problem):
    """None of the {count} events could be accepted. About the first one: {first}."""

    zh = "{count} 个事件都无法接受；第一个的原因：{first}"
    status = 400


class ItemProblem(Problem):
    """An event cannot be accepted."""

    zh = "这个事件无法接受。"
    status: ClassVar[int] = 400


class EventTooLarge(ItemProblem):
    """An event has {size} and may have {limit}: leave out what is not about the shop."""

    zh = "这个事件有 {size}，上限是 {limit}：请去掉与店铺无关的内容。"
    status = 413


class NotAnEvent(ItemProblem):
    """An event is a JSON object, not {found}."""

    zh = "事件应是一个 JSON 对象，而不是 {found}。"


class UnknownType(ItemProblem):
    """The type {found!r} is not known: use track, identify, page, screen, group or alias."""

    zh = "不认识类型“{found}”：请用 track、identify、page、screen、group 或 alias。"


class NameMissing(ItemProblem):
    """A track event needs its name as text in "event", like "Product Viewed"."""

    zh = "track 事件需要在 “event” 里写上名称，例如 “Product Viewed”。"


class VisitorMissing(ItemProblem):
    """Nobody is named: send "userId" or "anonymousId" as text of 1 to 256 characters."""

    zh = "没有说明是谁：请发送 “userId” 或 “anonymousId”，1 到 256 个字符。"


class PreviousMissing(ItemProblem):
    """An alias needs "previousId", the visitor's earlier id, and "userId", the new one."""

    zh = "alias 需要 “previousId”（访客原来的 id）和 “userId”（新的 id）。"


class UnreadableTime(ItemProblem):
    """{value!r} is not a time: write it like 2026-03-01T12:00:00Z."""

    zh = "“{value}”不是时间：请写成 2026-03-01T12:00:00Z 的形式。"


class AbsurdTime(ItemProblem):
    """{value!r} is before 2000 or more than a day ahead: set the clock, or send "sentAt"."""

    zh = "“{value}”早于 2000 年或晚于现在一天以上：请校准时钟，或发送“sentAt”。"


class NotFinite(ItemProblem):
    """NaN and Infinity are not JSON: send null, or leave the value out."""

    zh = "NaN 和 Infinity 不是 JSON：请发送 null，或不发送这个值。"


class TooDeep(ItemProblem):
    """An event is nested too deeply: a property is a plain value or a list of products."""

    zh = "这个事件嵌套过深：属性应是简单的值，或商品列表。"


class BrokenText(ItemProblem):
    """A text holds half a character (a lone surrogate): send whole characters."""

    zh = "文字里有半个字符（单独的代理项）：请发送完整的字符。"
