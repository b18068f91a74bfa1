"""What can go wrong with a model on disk, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class NoSuchVersion(Problem):
    """Version {version} of the model {model} is not on disk: it was tidied away or never made."""

    zh = "磁盘上没有模型 {model} 的版本 {version}：可能已清理，或从未生成。"
    status = 404


class Damaged(Problem):
    """The file {file} of {model} {version} is not what was written: train again or roll back."""

    zh = "模型 {model} 版本 {version} 的文件 {file} 与当初写入的不一致：请重新训练或回滚。"
    status = 500


class NotGoodEnough(Problem):
    """Version {version} of {model} stays in the drawer, the live one is better: {reason}."""

    zh = "模型 {model} 的新版本 {version} 不上线，当前版本更好：{reason}。"
    status = 409


class NothingToRollBack(Problem):
    """The model {model} has no earlier version on disk to return to."""

    zh = "模型 {model} 没有更早的版本可以回退。"
    status = 409
