"""How fast keys may be used: in all, and a public one also from each address."""

import ipaddress
from collections import OrderedDict
from datetime import datetime
from functools import lru_cache

from shopweave.trust.keys import ApiKey, Bucket, KeyKind, TooManyRequests

PER_ADDRESS = 100
_REMEMBERED = 10_000


class Pace:
    """Token buckets of keys, and of the addresses that were heard from lately."""

    def __init__(self) -> None:
        self._keys: dict[str, Bucket] = {}
        self._addresses: OrderedDict[tuple[str, str], Bucket] = OrderedDict()

    def keep(self, key: ApiKey, address: str, now: datetime) -> None:
        """Count a request. Raises `TooManyRequests`."""
        if key.kind is KeyKind.PUBLIC and _is_far(address):
            self._keep_address((key.id, address), now)
        bucket = self._keys.get(key.id)
        if bucket is None:
            bucket = self._keys[key.id] = Bucket(key.per_second, now)
        if not bucket.take(now):
            raise TooManyRequests(per_second=key.per_second)

    def _keep_address(self, who: tuple[str, str], now: datetime) -> None:
        """One shopper, or one who floods, uses up his own share and not the shop's."""
        bucket = self._addresses.get(who)
        if bucket is None:
            bucket = self._addresses[who] = Bucket(PER_ADDRESS, now)
            if len(self._addresses) > _REMEMBERED:
                self._addresses.popitem(last=False)
        self._addresses.move_to_end(who)
        if not bucket.take(now):
            raise TooManyRequests(per_second=PER_ADDRESS)


@lru_cache(_REMEMBERED)
def _is_far(address: str) -> bool:
    """Whether it is another machine's address: this one's own programs share the key's pace."""
    try:
        return not ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
