"""What can go wrong with news on its way, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class NobodyHears(Problem):
    """The handler {handler} of {event} is not part of this version: update it, or drop the job."""

    zh = "当前版本没有处理 {event} 的 {handler}：请更新程序，或丢弃这个任务。"
    status = 409
