"""`shopweave user`: the people who work in the shop."""

import secrets
from typing import Annotated

import typer
from rich.table import Table

from shopweave.app import Shopweave
from shopweave.cli.output import Json, open_shop, operator, out, write_json
from shopweave.settings import Settings
from shopweave.trust import setup, staff
from shopweave.trust.permissions import Role

user = typer.Typer(no_args_is_help=True, help="The people who work in the shop.")
Login = Annotated[str, typer.Argument(help="Login, or id.")]
Roles = Annotated[list[Role], typer.Option("--role", help="May be given several times.")]


@user.command("list")
def list_users(as_json: Json = False) -> None:
    """Who has an account, with which roles."""
    with open_shop() as shop, shop.database.read() as tx:
        everybody = staff.every(tx)
    if as_json:
        write_json({"users": everybody})
        return
    table = Table("login", "name", "roles", "since", "state")
    for one in everybody:
        state = "open" if one.active else "closed"
        since = one.created_at.strftime("%Y-%m-%d")
        table.add_row(one.login, one.name, ", ".join(one.roles), since, state)
    out.print(table)


@user.command("add")
def add_user(
    login: Annotated[str, typer.Argument(help="E-mail or any name.")],
    role: Roles,
    name: Annotated[str, typer.Option(help="How the console greets.")] = "",
    link: Annotated[
        bool, typer.Option("--link", help="Print a link instead of asking for a password.")
    ] = False,
    language: Annotated[str, typer.Option(help="en or zh.")] = "en",
) -> None:
    """Open an account; asks for the password, or prints a link that lets the person in once."""
    password = secrets.token_hex() if link else _ask()
    with open_shop() as shop:
        hashed = shop.trust.passwords.hash(password, login, name)
        wanted = staff.NewUser(login, name, tuple(role), hashed, language)
        with shop.database.write() as tx:
            made = staff.add(tx, operator(), wanted, shop.clock.now())
        out.print(f"{made.login} has an account as {', '.join(made.roles)}.")
        if link:
            _print_link(shop, made)


@user.command("roles")
def change_roles(login: Login, role: Roles) -> None:
    """Give a person other roles instead of the present ones."""
    with open_shop() as shop, shop.database.write() as tx:
        staff.change_roles(tx, operator(), login, role, shop.clock.now())
    out.print(f"{login} is now {', '.join(role)}.")


@user.command("password")
def set_password(login: Login) -> None:
    """Set a new password; signs the person out everywhere."""
    password = _ask()
    with open_shop() as shop:
        hashed = shop.trust.passwords.hash(password, login)
        with shop.database.write() as tx:
            staff.set_password(tx, operator(), login, hashed, shop.clock.now())
    out.print(f"{login} has a new password.")


@user.command("link")
def print_link(login: Login) -> None:
    """Print a link that lets a person in once, within a day: for a forgotten password."""
    with open_shop() as shop:
        with shop.database.read() as tx:
            found = staff.find(tx, login)
        _print_link(shop, found)


@user.command("disable")
def disable(login: Login) -> None:
    """Close an account; its sessions end within a second."""
    with open_shop() as shop, shop.database.write() as tx:
        staff.disable(tx, operator(), login, shop.clock.now())
    out.print(f"{login} is closed.")


@user.command("enable")
def enable(login: Login) -> None:
    """Open a closed account again."""
    with open_shop() as shop, shop.database.write() as tx:
        staff.enable(tx, operator(), login, shop.clock.now())
    out.print(f"{login} is open again.")


def _ask() -> str:
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def _print_link(shop: Shopweave, person: staff.User) -> None:
    with shop.database.write() as tx:
        token = setup.issue(tx, shop.clock.now(), person.id)
    out.print(f"{Settings().address}/sign-in/{token}")
