"""Why files of a search test cannot be used, in words for the person who owns them."""

from shopweave.foundation.problems import Problem


class NoSearchTest(Problem):
    """{file} cannot be used: {detail}. Expected are the columns {columns}."""

    zh = "{file} 用不了：{detail}。需要这些列：{columns}。"
    status = 422


class BadGrade(Problem):
    """{file}, line {line}, column {column}: "{value}" is no grade; write a number from 0."""

    zh = "{file} 第 {line} 行、{column} 列：“{value}”不是评分，请写从 0 起的数字。"
    status = 422
