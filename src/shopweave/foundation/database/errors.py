"""What can go wrong between the product and its database."""

from shopweave.foundation.problems import Problem


class UnknownDatabase(Problem):
    """The database address {url} is neither sqlite:///FILE nor postgresql+psycopg://HOST/NAME."""

    zh = "数据库地址 {url} 无法识别，应为 sqlite:///文件 或 postgresql+psycopg://主机/库名。"
    status = 500


class DatabaseUnsafe(Problem):
    """PostgreSQL runs with {setting} off and would lose what was confirmed: switch it on."""

    zh = "PostgreSQL 关闭了 {setting}，确认过的数据可能丢失，请先打开它。"
    status = 500


class DatabaseBusy(Problem):
    """Another program holds the database for longer than {seconds} s: close it and try again."""

    zh = "数据库被其他程序占用超过 {seconds} 秒，请关闭那个程序后重试。"
    status = 503
    retry_after = 1


class NotStorable(Problem):
    """A value cannot be stored ({reason}): send shorter text without NUL, or smaller numbers."""

    zh = "有个值无法保存（{reason}）：文字请缩短并去掉 NUL 字符，数字请改小。"
    status = 422


class DatabaseSilent(Problem):
    """The database does not answer ({reason}): see that it runs and that its address is right."""

    zh = "数据库没有响应（{reason}）：请确认它在运行，地址没有写错。"
    status = 503
    retry_after = 1
