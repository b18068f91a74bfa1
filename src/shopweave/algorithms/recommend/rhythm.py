"""How regularly a customer comes back for a product."""

import numpy as np

from shopweave.algorithms.recommend.histories import Histories


def repeat_days(history: Histories, item: int, least: int = 3) -> float | None:
    """Median days between a single customer's purchases of `item`, None below `least` purchases."""
    times = history.times[history.items == item]
    if len(times) < least:
        return None
    days = np.unique(np.floor(times))
    return float(np.median(np.diff(days))) if len(days) >= least else None
