"""Why a file cannot be used for a test, in words for the person who owns it."""

from shopweave.foundation.problems import Problem


class BadRow(Problem):
    """{file}, line {line}, column {column}: "{value}" cannot be read; correct it and try again."""

    zh = "{file} 第 {line} 行、{column} 列：“{value}”读不出来，请改正后再试。"
    status = 422


class TooLittle(Problem):
    """{file} has too little for the task {task}: {detail}."""

    zh = "{file} 的数据不够做 {task} 测试：{detail}。"
    status = 422


class NoHistories(Problem):
    """{file} holds no histories as JSON ({detail}): write {{"customer": [["product"], ...]}}."""

    zh = '{file} 不是 JSON 格式的购买历史（{detail}）：请写成 {{"customer": [["product"], ...]}}。'
    status = 422
