"""What can go wrong before anything runs."""

from shopweave.foundation.problems import Problem


class PortTaken(Problem):
    """Another program listens on {host}:{port}: stop it, or choose another with --port."""

    status = 500
    zh = "{host}:{port} 已被别的程序占用：请停掉它，或用 --port 换一个端口。"


class NotADomain(Problem):
    """{name!r} is not the name of a host: write it like shop.example.com."""

    status = 422
    zh = "“{name}”不是域名：请写成 shop.example.com 这样的形式。"


class NoNetwork(Problem):
    """The machine is in no network: connect it, then start with --lan again."""

    status = 503
    zh = "这台电脑没有联网：接入网络后再用 --lan 启动。"


class OwnerFirst(Problem):
    """Nobody owns the shop yet: start without --lan, open the link and create the owner first."""

    status = 409
    zh = "店铺还没有店主：请先不带 --lan 启动，打开链接建好店主账号。"


class DidNotStart(Problem):
    """The server was not ready within {seconds} s: the end of {log} says why."""

    status = 500
    zh = "服务在 {seconds} 秒内没有就绪：原因见 {log} 末尾。"


class KeyNotTaken(Problem):
    """{url} turned the sample shop away ({answer}): give it keys of a source there."""

    status = 401
    zh = "{url} 不让示例商店进去（{answer}）：请给它那边某个来源的密钥。"


class NobodyFound(Problem):
    """No customer is known as {who}: try another e-mail, phone or number, or the id."""

    status = 404
    zh = "没有找到 {who} 这位顾客：请换个邮箱、电话或会员号，或直接填编号。"


class SeveralFound(Problem):
    """{number} customers could be meant: give one of the ids {ids}."""

    status = 409
    zh = "有 {number} 位顾客符合：请填其中一个编号 {ids}。"


class Broken(Problem):
    """Shopweave itself has a fault ({reason}): run it again with SHOPWEAVE_LOG_LEVEL=debug."""

    status = 500
    zh = "Shopweave 自身出了错（{reason}）：请加上 SHOPWEAVE_LOG_LEVEL=debug 再运行一次。"


class BadPair(Problem):
    """{text!r} does not say which field: write it like user=admin."""

    zh = "“{text}”没有说明是哪个字段：请写成 user=admin 这样。"
    status = 422
