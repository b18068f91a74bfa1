"""How other machines reach this server: through a proxy from the world, by own HTTPS at home."""

from shopweave.foundation.reach.authority import Certificate, certify
from shopweave.foundation.reach.network import own_addresses
from shopweave.foundation.reach.proxy import write_proxies
from shopweave.foundation.reach.ways import Ways

__all__ = ["Certificate", "Ways", "certify", "own_addresses", "write_proxies"]
