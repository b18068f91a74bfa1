"""What can go wrong with a decision, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class UnknownDecision(Problem):
    """There is no decision {decision} in the ledger."""

    zh = "账本里没有决策 {decision}。"
    status = 404


class AlreadySettled(Problem):
    """The decision is already {state}: look at it again."""

    zh = "这个决策已经是 {state} 状态了，请刷新再看。"
    status = 409


class NothingToApprove(Problem):
    """Decisions of the kind {kind} are not approved by hand."""

    zh = "{kind} 类决策无需人工批准。"
    status = 409


class CannotBeUndone(Problem):
    """A decision of the kind {kind} cannot be undone."""

    zh = "{kind} 类决策无法撤销。"
    status = 409


class NotReplayable(Problem):
    """Decisions of the kind {kind} are not replayed."""

    zh = "{kind} 类决策不支持重放。"
    status = 409


class TooOldToReplay(Problem):
    """Its inputs were kept for {days} days only, so it cannot be replayed any more."""

    zh = "决策的依据只保留 {days} 天，现在已无法重放。"
    status = 409


class ModelGone(Problem):
    """Model {version} that made it is not on disk any more, so it cannot be replayed."""

    zh = "当时的模型 {version} 已不在磁盘上，无法重放。"
    status = 409
