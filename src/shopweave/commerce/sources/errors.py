"""What can go wrong with a source, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class UnknownSource(Problem):
    """There is no source named {name!r}: look it up under Data, Sources."""

    zh = "没有名为“{name}”的数据来源：请到“数据”里的“来源”查看。"
    status = 404


class UnknownTimeZone(Problem):
    """{name!r} is not a time zone: write it like Europe/London or Asia/Shanghai."""

    zh = "“{name}”不是时区：请写成 Asia/Shanghai 这样的形式。"
    status = 422


class UnknownCurrency(Problem):
    """{currency!r} is not a currency: write three capitals like EUR or CNY."""

    zh = "“{currency}”不是货币：请写三个大写字母，如 CNY、EUR。"
    status = 422
