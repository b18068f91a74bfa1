"""What a check may find, with the remedy, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class DiskNearlyFull(Problem):
    """Only {free_mb} MB are free in {folder}: make room, or nothing can be stored soon."""

    zh = "{folder} 只剩 {free_mb} MB 空间：请尽快清理，否则很快存不下数据。"
    status = 507


class ClockBehind(Problem):
    """The clock shows {shown}, earlier than what is stored already: set the machine's clock."""

    zh = "系统时间是 {shown}，比已存的数据还早：请校准这台机器的时钟。"
    status = 500


class PortBusy(Problem):
    """Another program listens on port {port}: stop it, or choose another with --port."""

    zh = "端口 {port} 已被其他程序占用：请停掉它，或用 --port 换一个。"
    status = 500


class WorkStands(Problem):
    """{jobs} jobs wait, the oldest for {minutes} minutes: see that a worker runs."""

    zh = "有 {jobs} 个任务在等待，最久的已等 {minutes} 分钟：请确认工作进程在运行。"
    status = 500


class CheckBroke(Problem):
    """The check itself failed ({reason}): run `shopweave doctor` again with the log at hand."""

    zh = "检查本身出错（{reason}）：请对照日志再运行一次 `shopweave doctor`。"
    status = 500
