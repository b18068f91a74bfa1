"""What the running product says of itself: structured logs without personal data, and figures."""

from shopweave.foundation.telemetry.logs import about, configure
from shopweave.foundation.telemetry.metrics import CONTENT_TYPE, Metrics
from shopweave.foundation.telemetry.scrub import HIDDEN, scrub_text

__all__ = ["CONTENT_TYPE", "HIDDEN", "Metrics", "about", "configure", "scrub_text"]
