"""`shopweave backup`, `restore` and `migrate`: the shop as one file, and its tables."""

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from shopweave import schema
from shopweave.app import Shopweave
from shopweave.cli.output import Json, out, write_json
from shopweave.foundation import backup as archives
from shopweave.foundation.backup import BackupManifest
from shopweave.foundation.clock import SystemClock
from shopweave.foundation.database import Database
from shopweave.settings import Settings
from shopweave.trust.trust import KEY_FILE

_BESIDE = ("models",)


def backup(
    file: Annotated[Path | None, typer.Argument(help="Default: in the data folder.")] = None,
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="Put the key file in, too: keep it locked away.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write the whole shop into one file while it runs."""
    settings, now = Settings(), SystemClock().now()
    target = file or settings.data / "backups" / f"shopweave-{now:%Y%m%d-%H%M%S}.zip"
    include = [*_BESIDE, *([KEY_FILE] if with_keys else [])]
    with closing(_open(settings)) as database:
        revision = schema.current(database)
        made = archives.make(database, target, now, revision, settings.data, include)
    if as_json:
        write_json({"file": str(target), "backup": asdict(made)})
        return
    out.print(f"{made.rows:,} rows in {len(made.tables)} tables are in {target}")
    if not with_keys:
        out.print(f"Keep {settings.data / KEY_FILE} apart: without it no name can be read again.")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `shopweave backup` wrote.")],
    as_json: Json = False,
) -> None:
    """Bring a backup back into an empty place, and prove that every row is there."""
    settings = Settings()
    with closing(_open(settings)) as database:
        made = archives.restore(file, database, settings.data, _tables_of_then)
        schema.upgrade(database)
    erased = _erase_again(settings)
    if as_json:
        write_json({"backup": asdict(made), "erased_again": erased})
        return
    _tell(made, erased)


def migrate(as_json: Json = False) -> None:
    """Bring the tables to this version; an embedded database is backed up first."""
    with closing(_open(Settings())) as database:
        before = schema.current(database)
        schema.upgrade(database)
        after = schema.current(database)
    if as_json:
        write_json({"before": before, "after": after})
        return
    done = "nothing to do" if before == after else f"from {before or 'nothing'}"
    out.print(f"The tables are of revision {after} ({done}).")


def _open(settings: Settings) -> Database:
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Database.open(settings.database_url)


def _tables_of_then(database: Database, revision: str) -> None:
    schema.upgrade(database, revision or "head")


def _erase_again(settings: Settings) -> int:
    """Erase whom the backup brought back although he was erased after it was made."""
    with closing(Shopweave(settings)) as shop:
        return shop.trust.personal_data.reapply(shop.database, shop.clock.now())


def _tell(made: BackupManifest, erased: int) -> None:
    out.print(
        f"{made.rows:,} rows in {len(made.tables)} tables are back as of "
        f"{made.made_at:%Y-%m-%d %H:%M} UTC; every table has the checksum that it had then."
    )
    if erased:
        out.print(f"{erased} customers who were erased since then were erased again.")
