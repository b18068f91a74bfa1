"""What a merchant may change about linking products."""

from dataclasses import dataclass

from shopweave.foundation.preferences import preference


@preference("links")
@dataclass(frozen=True, slots=True)
class LinkPreferences:
    """Whether products of different sources with an equal GTIN, or SKU, are one by themselves."""

    by_gtin: bool = True
    by_sku: bool = True
