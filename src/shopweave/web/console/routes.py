"""Every page of the console under one roof: unsafe forms carry the page's token."""

from functools import cache

from fastapi import APIRouter, Depends

from shopweave.web.console import forms
from shopweave.web.console.collect import routes as collect
from shopweave.web.console.customers import routes as customers
from shopweave.web.console.data import routes as data
from shopweave.web.console.decisions import routes as decisions
from shopweave.web.console.entrance import routes as entrance
from shopweave.web.console.goods import drafts, filing, mending
from shopweave.web.console.goods import routes as goods
from shopweave.web.console.links import routes as links
from shopweave.web.console.live import routes as live
from shopweave.web.console.models import routes as models
from shopweave.web.console.more import routes as more
from shopweave.web.console.orders import routes as orders
from shopweave.web.console.orders import telling as order_telling
from shopweave.web.console.orders import way
from shopweave.web.console.products import routes as products
from shopweave.web.console.products import telling as price_telling
from shopweave.web.console.products import weighing
from shopweave.web.console.profit import routes as profit
from shopweave.web.console.search import routes as search
from shopweave.web.console.settings import routes as settings
from shopweave.web.console.sources import routes as sources
from shopweave.web.console.stock import routes as stock
from shopweave.web.console.today import routes as today
from shopweave.web.console.view import routes as view

PAGES = (
    today.router,
    search.router,
    customers.router,
    entrance.router,
    products.router,
    weighing.router,
    price_telling.router,
    order_telling.router,
    goods.router,
    drafts.router,
    filing.router,
    mending.router,
    orders.router,
    profit.router,
    way.router,
    stock.router,
    collect.router,
    decisions.router,
    data.router,
    sources.router,
    live.router,
    links.router,
    models.router,
    settings.router,
    more.router,
    view.router,
)


@cache
def router() -> APIRouter:
    """All pages, absent from the API's description."""
    roof = APIRouter(dependencies=[Depends(forms.check)], include_in_schema=False)
    for pages in PAGES:
        roof.include_router(pages)
    return roof
