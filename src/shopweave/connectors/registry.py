"""Which kinds of shop can be connected: one folder each, one line here."""

from shopweave.connectors.medusa import KIND as MEDUSA
from shopweave.connectors.oscar import KIND as OSCAR
from shopweave.connectors.rest import KIND as REST
from shopweave.connectors.shopify import KIND as SHOPIFY
from shopweave.connectors.vendure import KIND as VENDURE
from shopweave.connectors.webhook import KIND as WEBHOOK
from shopweave.connectors.woocommerce import KIND as WOOCOMMERCE

_KINDS = (OSCAR, VENDURE, MEDUSA, WOOCOMMERCE, SHOPIFY, REST, WEBHOOK)
KINDS = {kind.name: kind for kind in _KINDS}
