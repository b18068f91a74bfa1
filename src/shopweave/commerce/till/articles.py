"""Find what was scanned: a product of any source, and which of its forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shopweave.commerce import catalog
from shopweave.commerce.catalog import Form, Product
from shopweave.commerce.till.errors import SeveralArticles, UnknownArticle
from shopweave.commerce.till.forms import ArticleForm
from shopweave.foundation.database import Transaction

_OFFLINE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Article:
    """A form of a product. `price`: minor units in the currency asked for, if it has one."""

    form: Form
    title: str
    price: int | None


def find(
    tx: Transaction, asked: Sequence[ArticleForm], currency: str, language: str = "en"
) -> list[Article | None]:
    """The article of each line, None where a line names none.

    Raises `UnknownArticle` and `SeveralArticles`, lines counted from 1.
    """
    wanted = {code for one in asked if (code := _code(one))}
    known = catalog.by_codes(tx, wanted)
    forms = [_one(number, one, known) for number, one in enumerate(asked, start=1)]
    ids = list({form.product_id for form in forms if form})
    products = {product.id: product for product in catalog.products(tx, ids)}
    return [
        article(products[form.product_id], form, currency, language) if form else None
        for form in forms
    ]


def article(product: Product, form: Form, currency: str, language: str) -> Article:
    """What the till shows of a form."""
    own = next((one for one in product.variants if one.id == form.variant_id), None)
    prices = (*(own.prices if own else ()), *product.prices)
    price = next((one.amount for one in prices if one.currency == currency), None)
    words = product.texts.get(language)
    title = words.title if words and words.title else product.title
    options = " / ".join(own.options.values()) if own else ""
    return Article(form, f"{title}, {options}" if options else title, price)


def _code(asked: ArticleForm) -> str | None:
    return asked.variant or asked.product or asked.code


def _one(number: int, asked: ArticleForm, known: dict[str, tuple[Form, ...]]) -> Form | None:
    code = _code(asked)
    if code is None:
        return None
    forms = known[code]
    if asked.variant and asked.product:
        forms = tuple(form for form in forms if form.product_id == asked.product)
    if not forms:
        raise UnknownArticle(line=number, code=code)
    if len(forms) > 1:
        raise SeveralArticles(line=number, code=code, count=len(forms))
    return forms[0]


def lowest_lately(tx: Transaction, article: Article | None, currency: str, now: datetime) -> int:
    """The lowest price of the last week, 0 where there is none: a till offline has old prices."""
    if article is None or article.price is None:
        return 0
    form = article.form
    known = catalog.lowest_in(tx, form.product_id, now, _OFFLINE_DAYS)
    before = known.get((form.variant_id, currency)) or known.get((form.product_id, currency))
    return min(article.price, before or article.price)
