"""`shopweave train` and `shopweave recommend`: the recommender by hand."""

import json
import sys
from contextlib import closing
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from shopweave.app import Shopweave
from shopweave.foundation.problems import Problem
from shopweave.recommend import Names, NoSuchCustomer, Slot, Trained, asked_by, train
from shopweave.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
UNUSABLE = 2


def train_recommender(as_json: Json = False) -> None:
    """Train the recommender from the record; it goes live unless the live one is better."""
    notes = Console(stderr=True)
    with closing(Shopweave(Settings())) as shop:
        trained = train(
            shop.database,
            shop.artefacts,
            shop.clock.now(),
            "command line",
            lambda text: notes.print(text, style="dim"),
        )
    if as_json:
        _print({"version": trained.version, "published": trained.published, **trained.facts})
    else:
        _show_trained(trained)


def recommend(
    customer: Annotated[str, typer.Option(help="Id of the shop or of the record.")] = "",
    visitor: Annotated[str, typer.Option(help="Anonymous id of a browser.")] = "",
    slot: Annotated[Slot, typer.Option(help="Where the list is shown.")] = Slot.home,
    product: Annotated[str, typer.Option(help="Code of the product that is looked at.")] = "",
    cart: Annotated[str, typer.Option(help="Codes in the cart: A,B,C")] = "",
    limit: Annotated[int, typer.Option(min=1, max=50)] = 10,
    language: Annotated[str, typer.Option(help="en or zh; by default the one set.")] = "",
    as_json: Json = False,
) -> None:
    """Recommend for a customer, each product with its reason."""
    parameters = {"customer": customer, "visitor": visitor, "slot": slot.value}
    parameters |= {"product": product, "cart": cart, "limit": str(limit)}
    settings = Settings()
    try:
        with closing(Shopweave(settings)) as shop:
            answer = _answer(shop, parameters, language or settings.language)
    except Problem as problem:
        typer.echo(problem.sentence(settings.language), err=True)
        raise typer.Exit(UNUSABLE) from problem
    if as_json:
        _print(answer)
    else:
        _show(answer)


def _answer(shop: Shopweave, parameters: dict[str, str], language: str) -> dict[str, Any]:
    names = Names(shop.database, shop.directory, shop.clock)
    found, question = names.look_up("", asked_by(parameters))
    if parameters["customer"] and found is None:
        raise NoSuchCustomer(customer=parameters["customer"])
    recommender = shop.recommender
    recommender.refresh()
    person = recommender.people.load(found) if found else recommender.stranger
    return recommender.document(recommender.answer(person, question), language)


def _print(document: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")


def _show(answer: dict[str, Any]) -> None:
    table = Table("", "product", "code", "why", title=f"{answer['slot']}, {answer['model'] or '-'}")
    for rank, item in enumerate(answer["items"], start=1):
        table.add_row(str(rank), item["title"], item["external_id"], item["reason"]["text"])
    Console().print(table)


def _show_trained(trained: Trained) -> None:
    facts, console = trained.facts, Console()
    console.print(
        f"{trained.version}: {facts['events']} purchases and ratings, "
        f"{facts['customers']} customers, {facts['products']} products"
    )
    for name, value in facts.get("quality", {}).items():
        console.print(f"  {facts['metric']} of {name}: {value:.4f}")
    console.print("live" if trained.published else f"not live: {facts['refused']}")
