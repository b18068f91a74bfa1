"""`shopweave rekey`: a new installation key."""

from shopweave.cli.output import Json, open_shop, operator, out, write_json
from shopweave.trust import audit


def rekey(as_json: Json = False) -> None:
    """Wrap every customer's key with a new installation key, while the shop runs."""
    with open_shop() as shop:
        wrapped = shop.trust.vault.rekey(shop.database)
        with shop.database.write() as tx:
            audit.record(
                tx,
                operator(),
                "installation.rekeyed",
                "installation",
                {"customers": wrapped},
                at=shop.clock.now(),
            )
    if as_json:
        write_json({"customers": wrapped})
        return
    out.print(f"{wrapped:,} customers have a new key around theirs. Copy the key file again.")
