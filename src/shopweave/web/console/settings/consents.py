"""The texts that customers agree to."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.foundation.i18n import LANGUAGES, Text
from shopweave.trust import consent
from shopweave.trust.consent import Purpose
from shopweave.trust.permissions import Permission
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened
from shopweave.web.console.templates import catalogue

router = APIRouter()
Visit = Annotated[Page, opened(Permission.CONSENT_READ)]
Change = Annotated[Page, opened(Permission.CONSENT_TEXTS)]
HOME = "/settings/consent"
ASKED = [purpose for purpose in Purpose if purpose is not Purpose.ESSENTIAL]


@router.get(HOME)
def index(page: Visit) -> Response:
    """Show the text of each purpose."""
    with page.house.database.read() as tx:
        texts = {text.purpose: text for text in consent.current_texts(tx)}
    return page.show(
        "settings/consent.html",
        purposes=ASKED,
        published=texts,
        suggested={purpose: _suggested(purpose) for purpose in ASKED},
        may_change=page.principal.may(Permission.CONSENT_TEXTS),
    )


@router.post(HOME + "/{purpose}")
def publish(
    purpose: Purpose,
    page: Change,
    en: Annotated[str, Form(max_length=4000)] = "",
    zh: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """Publish a new version; what was agreed to stays with the old one."""
    texts = {"en": en.strip(), "zh": zh.strip()}
    with page.house.database.write() as tx:
        made = consent.publish_text(tx, page.principal, purpose, texts, page.now)
    told = page.say("settings.text_published", version=made.version)
    return page.go(f"{HOME}#{purpose}", Notice(told))


def _suggested(purpose: Purpose) -> dict[str, Text]:
    """Return a text to begin with, in every language."""
    key = f"settings.suggested.{purpose}"
    return {language: catalogue().text(key, language) for language in LANGUAGES}
