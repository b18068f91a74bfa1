"""What can go wrong with a job, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class LeaseLost(Problem):
    """Job {job} was taken over by another worker, so this one's result is thrown away."""

    zh = "任务 {job} 已由另一个进程接手，这边的结果作废。"
    status = 409


class UnknownJob(Problem):
    """There is no job {job}: it may have been tidied away after a week."""

    zh = "没有任务 {job}：完成一周后会被清理。"
    status = 404


class NotDead(Problem):
    """Job {job} is {state}: only a dead one can be retried or dropped."""

    zh = "任务 {job} 的状态是 {state}：只有失败的任务才能重试或丢弃。"
    status = 409


class NotUnderWay(Problem):
    """Job {job} is {state}: only a waiting or running one can be cancelled."""

    zh = "任务 {job} 的状态是 {state}：只能取消等待中或进行中的任务。"
    status = 409
