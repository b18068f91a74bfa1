"""How fast life goes: so many events a second, fewer at night and more in the evening."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import numpy as np

from shopweave.simulate.past.history import HOURS, SHOP_ZONE

Now = Callable[[], float]
Pause = Callable[[float], Awaitable[None]]

# Even at four in the morning somebody cannot sleep.
QUIETEST = 0.6
LIVELIEST = 1.5


def rhythm(at: float) -> float:
    """Activity at a moment (seconds since 1970) against the average of a day."""
    moment = datetime.fromtimestamp(at, SHOP_ZONE)
    hours = np.array(HOURS["web"], dtype=np.float64)
    hour = moment.hour + moment.minute / 60
    activity = np.interp(hour, np.arange(25), np.append(hours, hours[0])) / hours.mean()
    return float(np.clip(activity, QUIETEST, LIVELIEST))


class Pace:
    """Lets one event pass at a time, at random moments that average `per_second` over the day."""

    def __init__(
        self, per_second: float, rng: np.random.Generator, now: Now, pause: Pause = asyncio.sleep
    ) -> None:
        self._per_second, self._rng, self.now, self.pause = per_second, rng, now, pause
        self._turnstile = asyncio.Lock()

    async def turn(self) -> float:
        """Wait for one's turn. Returns the moment, in seconds since 1970."""
        async with self._turnstile:
            await self.rest(1)
            return self.now()

    async def rest(self, events: float) -> None:
        """Wait for about as long as `events` events take."""
        rate = self._per_second * rhythm(self.now())
        await self.pause(float(self._rng.exponential(events / rate)))
