"""Why nobody was let in."""

from shopweave.foundation.problems import Problem


class SignInFailed(Problem):
    """Login and password do not belong together: check both."""

    status = 401
    zh = "登录名和密码不匹配：请检查。"


class WrongPassword(SignInFailed):
    """That is not your password: try again."""

    zh = "密码不对：请再试一次。"


class TooManyAttempts(Problem):
    """Too many wrong attempts: wait {minutes} minutes, or use a device you signed in on before."""

    status = 429
    retry_after = 60
    zh = "错误次数太多：请等 {minutes} 分钟，或在登录过的设备上试。"
