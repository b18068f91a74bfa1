"""Rows as they stand in JSON, and the drafts that they become. Money in major units."""

from shopweave.commerce.api.forms.customers import CustomerForm, MarkForm
from shopweave.commerce.api.forms.form import Form, InCurrency, Key
from shopweave.commerce.api.forms.money import CostPriceForm, RateForm
from shopweave.commerce.api.forms.orders import OrderForm
from shopweave.commerce.api.forms.products import ProductForm
from shopweave.commerce.api.forms.stock import PlaceForm, StockForm

__all__ = [
    "CostPriceForm",
    "CustomerForm",
    "Form",
    "InCurrency",
    "Key",
    "MarkForm",
    "OrderForm",
    "PlaceForm",
    "ProductForm",
    "RateForm",
    "StockForm",
]
