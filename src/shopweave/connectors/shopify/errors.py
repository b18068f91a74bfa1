"""What Shopify asks of whoever keeps a shop's data, in words for the merchant."""

from shopweave.foundation.problems import Problem


class DataRequested(Problem):
    """Customer {number} asks the shop for his data: export it in the console, within 30 days."""

    zh = "顾客 {number} 向店铺索取本人资料：请在 30 天内到控制台导出并交给本人。"
    status = 409


class ErasureRequested(Problem):
    """Shopify asks to erase customer {number}: do it in the console, within 30 days."""

    zh = "Shopify 要求抹除顾客 {number} 的资料：请在 30 天内到控制台处理。"
    status = 409


class ShopErasureRequested(Problem):
    """Shopify asks to erase what came from {shop}: disconnect it and erase its customers."""

    zh = "Shopify 要求抹除来自 {shop} 的资料：请断开该店铺并抹除它的顾客。"
    status = 409
