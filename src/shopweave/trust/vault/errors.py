"""What keeps a vault shut."""

from shopweave.foundation.problems import Problem


class KeyFileMissing(Problem):
    """The key file {file} is missing, but the database holds encrypted data: put it back."""

    status = 500
    zh = "找不到密钥文件 {file}，而数据库里有加密数据：请放回密钥文件。"


class KeyFileUnsafe(Problem):
    """Others on this machine can read the key file {file}: run `chmod 600 {file}`."""

    status = 500
    zh = "这台机器上的其他人能读密钥文件 {file}：请运行 `chmod 600 {file}`。"


class KeyFileBroken(Problem):
    """The key file {file} is damaged in line {line}: restore it from your copy."""

    status = 500
    zh = "密钥文件 {file} 第 {line} 行已损坏：请用你的副本恢复。"


class KeyDestroyed(Problem):
    """The customer {customer} was erased: nothing more can be stored or read."""

    status = 410
    zh = "顾客 {customer} 已被清除，不能再存取任何资料。"


class Unreadable(Problem):
    """A value of {place} does not open: it was moved or changed, or this is not its key file."""

    status = 500
    zh = "{place} 里有一个值打不开：它被移动或改动过，或者用错了密钥文件。"
