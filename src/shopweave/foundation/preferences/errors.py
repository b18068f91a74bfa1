"""What can go wrong with preferences, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class UnknownPreference(Problem):
    """There are no preferences called {name}."""

    zh = "没有名为 {name} 的偏好设置。"
    status = 404


class NotAPreference(Problem):
    """{field} of {name} cannot be set to this: {reason}."""

    zh = "{name} 的 {field} 不能这样设置：{reason}。"
    status = 422


class NothingToUndo(Problem):
    """The preferences called {name} were never changed."""

    zh = "{name} 的偏好设置从未改过。"
    status = 409


class ChangedMeanwhile(Problem):
    """Somebody else has changed the preferences just now: look at them again."""

    zh = "刚刚有人改过偏好设置，请刷新后再改。"
    status = 409
