"""What can be wrong with the log."""

from shopweave.foundation.problems import Problem


class NoCheckpoint(Problem):
    """{text} is no checkpoint: give the line that `shopweave audit verify` printed."""

    status = 400
    zh = "{text} 不是检查点：请填 `shopweave audit verify` 打印的那一行。"


class LogChanged(Problem):
    """The audit log was changed in {number} places: {faults}."""

    status = 500
    zh = "审计日志有 {number} 处被改动：{faults}。"
