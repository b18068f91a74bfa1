"""What can go wrong between the product and its database."""

from shopweave.foundation.problems import Problem


class UnknownDatabase(Problem):
    """The database address {url} is neither sqlite:///FILE nor postgresql+psycopg://HOST/NAME."""

    status = 500


class DatabaseUnsafe(Problem):
    """PostgreSQL runs with {setting} off and would lose what was confirmed: switch it on."""

    status = 500


class DatabaseBusy(Problem):
    """Another program holds the database for longer than {seconds} s: close it and try again."""

    status = 503
    retry_after = 1
