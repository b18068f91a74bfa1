"""The cookies of the console."""

from dataclasses import dataclass

from starlette.responses import Response

from shopweave.trust.sessions import LIFETIME
from shopweave.trust.sign_in import SignedIn

_DEVICE_SECONDS = 180 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Cookies:
    """Names and flags; `secure` where the console is reached by HTTPS."""

    secure: bool

    @property
    def session(self) -> str:
        """Name of the session's cookie; the prefix forbids other hosts to set it."""
        return "__Host-shopweave" if self.secure else "shopweave"

    @property
    def device(self) -> str:
        """Name of the known device's cookie."""
        return f"{self.session}-device"

    def set(self, response: Response, signed_in: SignedIn) -> None:
        """Keep a person signed in."""
        self.set_session(response, signed_in.session_token)
        self._set(response, self.device, signed_in.device_cookie, _DEVICE_SECONDS)

    def set_session(self, response: Response, token: str) -> None:
        """Replace the session's cookie."""
        self._set(response, self.session, token, int(LIFETIME.total_seconds()))

    def clear(self, response: Response) -> None:
        """Forget the session, not the device."""
        self._set(response, self.session, "", 0)

    def _set(self, response: Response, name: str, value: str, seconds: int) -> None:
        response.set_cookie(
            name, value, max_age=seconds, secure=self.secure, httponly=True, samesite="lax"
        )
