"""Why a shop could not be reached, as a sentence that names the remedy."""

import ssl
from collections.abc import Iterator

from shopweave.connectors.contract.errors import (
    BadCertificate,
    NobodyListens,
    ShopUnreachable,
    Trouble,
)


def unreachable(host: str, error: Exception) -> Trouble:
    """The trouble behind an error of the transport."""
    for cause in _causes(error):
        if isinstance(cause, ConnectionRefusedError):
            return NobodyListens(host=host)
        if isinstance(cause, ssl.SSLCertVerificationError):
            return BadCertificate(host=host)
    text = " ".join(str(error).split())
    return ShopUnreachable(host=host, reason=(text or type(error).__name__)[:120])


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
