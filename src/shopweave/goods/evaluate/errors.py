"""Why a file of pairs cannot be used, in words for the person who owns it."""

from shopweave.foundation.problems import Problem


class BadPair(Problem):
    """{file}, line {line}, column {column}: "{value}" cannot be read; correct it and try again."""

    zh = "{file} 第 {line} 行、{column} 列：“{value}”读不出来，请改正后再试。"
    status = 422


class NoPairs(Problem):
    """{file} is no file of pairs: {detail}. Expected are columns left_*, right_* and label."""

    zh = "{file} 不是成对的商品：{detail}。需要 left_*、right_* 和 label 这些列。"
    status = 422


class NotSorted(Problem):
    """{file} is no file of sorted products: {detail}. Name the columns with --text, --category."""

    zh = "{file} 不是分好类的商品文件：{detail}。请用 --text、--category 指定列名。"
    status = 422
