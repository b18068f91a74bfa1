"""All pages of settings."""

from fastapi import APIRouter

from shopweave.web.console.settings import (
    account,
    consents,
    keys,
    log,
    messages,
    model,
    money,
    reach,
    rules,
    shop,
    staff,
)

router = APIRouter()
for part in (shop, account, rules, money, staff, keys, messages, model, reach, consents, log):
    router.include_router(part.router)
