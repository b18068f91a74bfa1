"""All pages of settings."""

from fastapi import APIRouter

from shopweave.web.console.settings import account, consents, keys, log, shop, staff

router = APIRouter()
for part in (shop, account, staff, keys, consents, log):
    router.include_router(part.router)
