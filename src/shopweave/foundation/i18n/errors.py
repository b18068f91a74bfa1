"""What can be wrong with a text."""

from shopweave.foundation.problems import Problem


class UnknownText(Problem):
    """The text {key} is in no catalogue: add it to the texts.toml beside its page."""

    zh = "没有文案 {key}，请在页面旁的 texts.toml 中补上。"
    status = 500


class BrokenCatalogue(Problem):
    """The text {key} in {file} {fault}."""

    zh = "{file} 中的文案 {key} 有误：{fault}。"
    status = 500
