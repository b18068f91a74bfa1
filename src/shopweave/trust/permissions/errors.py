"""Refusals at the door."""

from shopweave.foundation.problems import Problem


class NotSignedIn(Problem):
    """Sign in first, or send a valid API key as `Authorization: Bearer ...`."""

    status = 401
    zh = "请先登录，或用 `Authorization: Bearer ...` 带上有效的 API 密钥。"


class NotAllowed(Problem):
    """You need the permission {permission} for that and do not have it: ask the shop's owner."""

    status = 403
    zh = "这需要 {permission} 权限，你没有：请找店主开通。"


class ConfirmationNeeded(Problem):
    """Enter your password again: this step needs a confirmation at most {minutes} minutes old."""

    status = 403
    zh = "请再输入一次密码：这一步要求 {minutes} 分钟内确认过身份。"


class ForeignOrigin(Problem):
    """The request did not come from a page of this shop: reload the page and try again."""

    status = 403
    zh = "请求不是从本店页面发出的：请刷新页面再试。"
