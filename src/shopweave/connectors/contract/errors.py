"""What can go wrong between a shop and us, in words for the merchant, with a remedy."""

from enum import StrEnum
from typing import ClassVar

from shopweave.foundation.problems import Problem


class Remedy(StrEnum):
    """What a person can do about a trouble; the console offers it as a button."""

    WAIT = "wait"
    NEW_KEY = "new_key"
    ADDRESS = "address"
    PRIVATE = "private"
    MAPPING = "mapping"
    ROWS = "rows"


class Trouble(Problem):
    """A source does not work as it should."""

    zh = "数据来源工作不正常。"
    status = 502
    remedy: ClassVar[Remedy] = Remedy.WAIT


class ShopFailing(Trouble):
    """{host} answers with error {code}: it is tried again; if it lasts, tell who runs the shop."""

    zh = "{host} 返回错误 {code}：系统会自动重试；若一直如此，请联系管理该店铺的人。"


class ShopSlow(Trouble):
    """{host} takes longer than {seconds} seconds to answer: it is tried again, less often."""

    zh = "{host} 超过 {seconds} 秒没有应答：系统会放慢节奏自动重试。"


class NoSuchHost(Trouble):
    """No machine is called {host}: check how the address is written, and the own connection."""

    zh = "网上没有 {host} 这个地址：请检查有没有写错，网络是否连着。"
    remedy = Remedy.ADDRESS


class ShopUnreachable(Trouble):
    """{host} cannot be reached ({reason}): check that the address is right and the shop is up."""

    zh = "连不上 {host}（{reason}）：请检查地址是否正确、店铺是否在线。"
    remedy = Remedy.ADDRESS


class NobodyListens(Trouble):
    """{host} is there, but takes no connections: start the shop, and check the port."""

    zh = "{host} 在线，但不接受连接：请启动店铺程序，并检查端口。"
    remedy = Remedy.ADDRESS


class BadCertificate(Trouble):
    """The certificate of {host} does not hold: let its owner renew it, or check the name."""

    zh = "{host} 的证书无效：请联系管理该店铺的人更新证书，或检查域名有没有写错。"
    remedy = Remedy.ADDRESS


class NotData(Trouble):
    """{host} answers with a web page: check the address, and that the shop's API is switched on."""

    zh = "{host} 返回的是网页而不是数据：请检查地址，并确认店铺已开启 API。"
    remedy = Remedy.ADDRESS


class HalfAnswer(Trouble):
    """An answer of {host} breaks off: nothing of it was taken, and it is asked for again."""

    zh = "{host} 的应答中途断开：这一页没有采用，稍后会重新请求。"


class AnswerTooLarge(Trouble):
    """An answer of {host} has more than {limit} MB: ask who runs the shop for smaller pages."""

    zh = "{host} 的应答超过 {limit} MB：请让管理店铺的人调小每页的条数。"


class Unexpected(Trouble):
    """{host} answers in an unknown form ({detail}): check that the kind of shop is right."""

    zh = "{host} 的应答格式不认识（{detail}）：请确认地址是这一类店铺的。"
    remedy = Remedy.ADDRESS


class KeyRefused(Trouble):
    """{host} refuses the key: make a new one in the shop and enter it here."""

    zh = "{host} 拒绝了密钥：请在店铺后台新建一个，再填到这里。"
    remedy = Remedy.NEW_KEY


class NotPermitted(Trouble):
    """{host} does not let this key see {what}: give it that right in the shop, or enter another."""

    zh = "{host} 不允许用这个密钥查看 {what}：请在店铺里授权，或换一个密钥。"
    remedy = Remedy.NEW_KEY


class NotThere(Trouble):
    """{host} knows nothing at {path}: check the address."""

    zh = "{host} 上没有 {path}：请检查地址。"
    remedy = Remedy.ADDRESS


class TooOften(Trouble):
    """{host} asks us to come less often: it goes on by itself in {seconds} seconds."""

    zh = "{host} 要求放慢请求：{seconds} 秒后自动继续。"


class PrivateAddress(Trouble):
    """{host} leads into a private network ({address}): allow it if the shop stands there."""

    zh = "{host} 指向内网地址（{address}）：如果店铺就在自己的局域网里，请勾选允许。"
    status = 422
    remedy = Remedy.PRIVATE


class NotAnAddress(Trouble):
    """{url!r} is not the address of a shop: write it like https://shop.example."""

    zh = "“{url}”不是店铺地址：请写成 https://shop.example 这样。"
    status = 422
    remedy = Remedy.ADDRESS


class RowsRefused(Trouble):
    """{count} of what the shop sent could not come in: see which ones, and why."""

    zh = "店铺发来的数据中有 {count} 条进不来：请看是哪些、为什么。"
    remedy = Remedy.ROWS


class NotRecognised(Trouble):
    """It is not clear which fields of {entity} hold {missing}: say it once under Fields."""

    zh = "看不出{entity}的哪个字段是{missing}：请到“字段对应”里指定一次。"
    status = 422
    remedy = Remedy.MAPPING


class WrongPrice(Problem):
    """{text!r} is not a price as this shop's API writes it, like {example}."""

    zh = "“{text}”不是该店铺 API 的价格写法，应如 {example}。"
    status = 422


class WrongForm(Problem):
    """The field {field} is missing or of another form than expected."""

    zh = "字段 {field} 缺失或格式不符。"
    status = 422


class NotUnderstood(Problem):
    """A delivery could not be read ({detail}): it is kept for 30 days and can be tried again."""

    zh = "有一次推送无法读取（{detail}）：内容会保留 30 天，可以再试一次。"
    status = 422


class SameOrderTwice(Problem):
    """Order {external_id!r} is order {other!r} under another number: it was left out."""

    zh = "订单“{external_id}”与订单“{other}”内容相同、只是编号不同：没有采用。"
    status = 409


class Forged(Problem):
    """The webhook's signature does not fit its content and the secret."""

    zh = "这个 webhook 的签名与内容和密钥不符。"
    status = 401


class TooLate(Problem):
    """The webhook is {age} hours old, taken up to {limit}: what it tells is pulled anyway."""

    zh = "这个 webhook 发出已 {age} 小时，最多接受 {limit} 小时以内的；内容会由轮询取到。"
    status = 409


class CannotDo(Problem):
    """A {kind} shop cannot be asked to do this: {what}."""

    zh = "{kind} 店铺不支持这个操作：{what}。"
    status = 409
