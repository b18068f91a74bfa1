"""All pages of settings."""

from fastapi import APIRouter

from shopweave.web.console.settings import account, consents, keys, log, rules, shop, staff

router = APIRouter()
for part in (shop, account, rules, staff, keys, consents, log):
    router.include_router(part.router)
