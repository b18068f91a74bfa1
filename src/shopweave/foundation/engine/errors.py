"""What can go wrong with heavy work, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class WorkersDied(Problem):
    """A computing process died, most likely for lack of memory: use fewer of them."""

    zh = "有一个计算进程意外退出，多半是内存不足：请减少进程数。"
    status = 503
