"""What can go wrong with the tables, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class SchemaFromLater(Problem):
    """A later version of Shopweave has used this database (revision {revision}): update first."""

    zh = "数据库已被更新版本的 Shopweave 使用过（版本 {revision}）：请先升级程序。"
    status = 500


class SchemaOutdated(Problem):
    """The tables are of revision {current}, not {head}: run `shopweave migrate`."""

    zh = "数据表的版本是 {current}，不是 {head}：请运行 `shopweave migrate`。"
    status = 503
