"""What can go wrong when a shop is connected, in words for the person who does it."""

from shopweave.connectors.contract import Remedy, Trouble
from shopweave.foundation.problems import Problem


class UnknownKindOfShop(Problem):
    """There is no kind of shop {kind!r}: choose one of {kinds}."""

    zh = "没有“{kind}”这种店铺：请从 {kinds} 中选择。"
    status = 422


class NotConnected(Problem):
    """No shop is connected under the name {name!r}: look it up under Sources."""

    zh = "没有以“{name}”为名连接的店铺：请到“来源”查看。"
    status = 404


class AlreadyConnected(Problem):
    """{name!r} is connected already: disconnect it first, or take another name."""

    zh = "“{name}”已经连接：请先断开，或换一个名称。"
    status = 409


class FieldMissing(Problem):
    """Fill in {field}: a {kind} shop is not reached without it."""

    zh = "请填写“{field}”：连接 {kind} 店铺需要它。"
    status = 422


class UnknownField(Problem):
    """A {kind} shop has no field {field!r}: it has {fields}."""

    zh = "{kind} 店铺没有字段“{field}”，只有：{fields}。"
    status = 422


class WrongRhythm(Problem):
    """{seconds} seconds between two looks will not do: choose 2 to 86400."""

    zh = "间隔 {seconds} 秒不行：请选 2 到 86400 秒。"
    status = 422


class NoSuchHook(Problem):
    """No shop that sends webhooks is connected here: check the address that you entered there."""

    zh = "这里没有连接会发送 webhook 的店铺：请检查在店铺里填写的地址。"
    status = 404


class NoSuchDelivery(Problem):
    """No delivery of this shop is kept under {delivery!r}: it came in, or was dropped with time."""

    zh = "该店铺没有保留编号为“{delivery}”的推送：它已经进来，或已过期删除。"
    status = 404


class TooManyGone(Trouble):
    """{gone} of {all} products are missing in the shop: none was removed here; look there first."""

    zh = "{all} 个商品中有 {gone} 个在店铺里不见了：一个都没有删除，请先到店铺看看。"
    remedy = Remedy.ADDRESS


class Stumbled(Trouble):
    """What {name} answered could not be read ({detail}): the others go on; please report this."""

    zh = "{name} 的应答无法读取（{detail}）：其他来源不受影响，请把这个问题反馈给我们。"
