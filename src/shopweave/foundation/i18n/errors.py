"""What can be wrong with a text."""

from shopweave.foundation.problems import Problem


class UnknownText(Problem):
    """The text {key} is in no catalogue: add it to the texts.toml beside its page."""

    status = 500


class BrokenCatalogue(Problem):
    """The text {key} in {file} {fault}."""

    status = 500
