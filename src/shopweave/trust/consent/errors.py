"""What can be wrong with a statement about consent."""

from shopweave.foundation.problems import Problem


class NoConsentText(Problem):
    """There is no version {version} of the consent text for {purpose}: name one that was shown."""

    status = 422
    zh = "“{purpose}”没有第 {version} 版同意文本：请填当时展示的版本。"
