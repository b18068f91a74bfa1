"""What can be wrong with an account."""

from shopweave.foundation.problems import Problem


class PasswordTooShort(Problem):
    """The password has {length} characters and needs {least}: four unusual words are good."""

    status = 422
    zh = "密码只有 {length} 个字符，至少要 {least} 个：换成四个不相干的词就很好。"


class PasswordTooLong(Problem):
    """The password has {length} characters; only {most} are kept: shorten it."""

    status = 422
    zh = "密码有 {length} 个字符，最多 {most} 个：请缩短。"


class PasswordGuessable(Problem):
    """The password is leaked, repeats itself, follows the keyboard or is just a name: change it."""

    status = 422
    zh = "密码太容易猜到（早已泄露、重复、沿键盘顺序，或只是名字）：请换一个。"


class LoginTaken(Problem):
    """Somebody has the login {login} already: choose another."""

    status = 409
    zh = "登录名 {login} 已有人用：请换一个。"


class NoSuchUser(Problem):
    """Nobody here is {user}: look at the list under Settings, Staff."""

    status = 404
    zh = "没有 {user} 这个人：请看“设置 → 员工”里的列表。"


class UnknownRole(Problem):
    """{role} is no role: choose from {roles}."""

    status = 422
    zh = "没有 {role} 这个角色：请从 {roles} 里选。"


class LastOwner(Problem):
    """{login} is the only owner: make somebody else an owner first."""

    status = 409
    zh = "{login} 是唯一的店主：请先再设一位店主。"


class Busy(Problem):
    """Too many people sign in at this moment: try again in a few seconds."""

    status = 429
    retry_after = 3
    zh = "此刻登录的人太多：请过几秒再试。"
