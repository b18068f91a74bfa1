"""What can go wrong with drafts, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class NoEndpoint(Problem):
    """No language model is set up: name its address and model under Settings, Language model."""

    zh = "还没有设置语言模型：请在“设置 · 语言模型”里填写地址和模型。"
    status = 409


class NotADraft(Problem):
    """{host} answers without a usable text ({detail}): try again, or choose another model."""

    zh = "{host} 的应答里没有可用的文字（{detail}）：请再试，或换一个模型。"
    status = 502


class BudgetSpent(Problem):
    """Today's {daily} drafts are used up: it goes on tomorrow, or raise the number in Settings."""

    zh = "今天的 {daily} 份草稿已用完：明天继续，或在设置里调高。"
    status = 429
