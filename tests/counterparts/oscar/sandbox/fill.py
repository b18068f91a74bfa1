"""Fill an empty database: `python fill.py SAMPLE USER PASSWORD`."""

import json
import os
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from oscar.apps.catalogue.categories import create_from_breadcrumbs  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402

Product = get_model("catalogue", "Product")
StockRecord = get_model("partner", "StockRecord")


def main(sample: str, user: str, password: str) -> None:
    """Tables, an administrator, and the sample's products."""
    call_command("migrate", verbosity=0)
    User.objects.create_superuser(user, password=password)
    country = {"printable_name": "Germany", "is_shipping_country": True}
    get_model("address", "Country").objects.create(iso_3166_1_a2="DE", **country)
    partner = get_model("partner", "Partner").objects.create(name="Tea and pots")
    goods = get_model("catalogue", "ProductClass").objects.create(name="Goods")
    products = json.loads(Path(sample).read_text())
    for name in {name for one in products for form in one["variants"] for name in form["options"]}:
        goods.attributes.create(name=name, code=name.lower(), type="text")
    for one in products:
        offer(one, goods, partner)


def offer(one: dict[str, Any], goods: Any, partner: Any) -> None:
    """A product by itself, or a parent with a child for each form."""
    forms = one["variants"]
    shared = {"title": one["title"], "description": one["description"], "product_class": goods}
    if len(forms) == 1:
        product = Product.objects.create(**shared)
        stock(product, forms[0], partner)
    else:
        product = Product.objects.create(structure="parent", **shared)
        for form in forms:
            child = Product(structure="child", parent=product)
            for name, value in form["options"].items():
                setattr(child.attr, name.lower(), value)
            child.save()
            stock(child, form, partner)
    product.categories.add(create_from_breadcrumbs(one["category"]))


def stock(product: Any, form: dict[str, Any], partner: Any) -> None:
    """Price and number of a product."""
    StockRecord.objects.create(
        product=product,
        partner=partner,
        partner_sku=form["sku"],
        price_currency="EUR",
        price=Decimal(form["price"]),
        num_in_stock=form["stock"],
    )


main(*sys.argv[1:])
