"""What can go wrong with a backup, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class NotABackup(Problem):
    """{file} is not a backup of Shopweave, or it is incomplete: choose another file."""

    zh = "{file} 不是 Shopweave 的备份，或者不完整：请换一个文件。"
    status = 422


class BackupDamaged(Problem):
    """The part {part} of the backup does not match its checksum: nothing was restored."""

    zh = "备份中的 {part} 与校验和不符：没有恢复任何内容。"
    status = 422


class PlaceNotEmpty(Problem):
    """There is data already (in {place}): restore into an empty folder and database."""

    zh = "目标位置已有数据（{place}）：请恢复到空的文件夹和数据库。"
    status = 409


class BackupFromLater(Problem):
    """The backup was made by version {version}, later than this one: update Shopweave first."""

    zh = "备份来自更新的版本 {version}：请先升级 Shopweave。"
    status = 409
