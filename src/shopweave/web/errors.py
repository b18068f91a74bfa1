"""What can be wrong with a request, before any skill sees it."""

from shopweave.foundation.problems import Problem


class NotFound(Problem):
    """There is nothing at {address}: check the link, or search for it."""

    zh = "{address} 这里什么也没有，请检查链接，或者搜索一下。"
    status = 404


class NotAllowedHere(Problem):
    """{method} is not possible at {address}."""

    zh = "{address} 不支持 {method}。"
    status = 405


class RequestTooLarge(Problem):
    """The request has more than {limit} bytes: send it in smaller parts."""

    zh = "请求超过 {limit} 字节，请分成小份再发。"
    status = 413


class InvalidRequest(Problem):
    """{place} is not right: {fault}."""

    zh = "{place} 不对：{fault}。"
    status = 422


class RequestRefused(Problem):
    """The request was refused: {reason}."""

    zh = "请求被拒绝：{reason}。"
    status = 400


class ForeignForm(Problem):
    """The form did not come from an open page of the console: reload the page and try again."""

    zh = "这个表单不是从当前打开的控制台页面提交的，请刷新页面后再试。"
    status = 403


class Unexpected(Problem):
    """Something went wrong on our side; it is in the log under {request_id}. Please try again."""

    zh = "我们这边出了问题，日志编号 {request_id}。请再试一次。"
    status = 500


class NotADay(Problem):
    """{text!r} is not a day: write it like 2026-11-23."""

    zh = "“{text}”不是日期：请写成 2026-11-23 这样。"
    status = 422


class NotANumber(Problem):
    """{text!r} is not a number: write it like 19 or 8.5."""

    zh = "“{text}”不是数字：请写成 19 或 8.5 这样。"
    status = 422
