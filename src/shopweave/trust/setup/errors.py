"""What can go wrong at the first start."""

from shopweave.foundation.problems import Problem


class LinkInvalid(Problem):
    """The link was used already or is too old: print a new one with `shopweave user link`."""

    status = 403
    zh = "链接已用过或已过期：请运行 `shopweave user link` 再打印一个。"


class AlreadySetUp(Problem):
    """The shop has an owner already: sign in instead."""

    status = 409
    zh = "已经有店主了：请直接登录。"


class NotSetUp(Problem):
    """The shop has no owner yet, so it listens on this machine only, not on {host}: set it up."""

    status = 500
    zh = "还没有店主，所以只能在本机访问，不能监听 {host}：请先完成设置。"
