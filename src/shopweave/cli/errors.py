"""What can go wrong before anything runs."""

from shopweave.foundation.problems import Problem


class PortTaken(Problem):
    """Another program listens on {host}:{port}: stop it, or choose another with --port."""

    status = 500
    zh = "{host}:{port} 已被别的程序占用：请停掉它，或用 --port 换一个端口。"


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
