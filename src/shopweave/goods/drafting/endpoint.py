"""The endpoint that writes: any that speaks OpenAI's chat completions."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any

import orjson
from pydantic import Field

from shopweave.connectors.contract import Http, address_of
from shopweave.foundation import preferences
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Transaction
from shopweave.foundation.preferences import preference
from shopweave.goods.drafting.errors import NoEndpoint, NotADraft
from shopweave.trust.vault import Safe

_PLACE, _ROW = "language_model.key", "key"
PATIENCE, TOKENS = 120.0, 900


@preference("language_model")
@dataclass(frozen=True, slots=True)
class LanguageModel:
    """address: base of the API, "https://host/v1"; empty: off. sealed_key: the key, encrypted.

    daily: most drafts of a day, by UTC.
    """

    address: Annotated[str, Field(max_length=300)] = ""
    model: Annotated[str, Field(max_length=100)] = ""
    sealed_key: Annotated[str, Field(max_length=2000)] = ""
    daily: Annotated[int, Field(ge=1, le=10_000)] = 200

    @property
    def ready(self) -> bool:
        """Whether drafts can be asked for."""
        return bool(self.address and self.model)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The language model, as it is set up."""

    safe: Safe
    clock: Clock

    def set_up(
        self, tx: Transaction, who: str, wanted: LanguageModel, key: str | None, now: datetime
    ) -> int:
        """Keep the settings; key None keeps the one of before, "" forgets it.

        Raises `NotAnAddress` and `NotAPreference`.
        """
        address = address_of(wanted.address) if wanted.address.strip() else ""
        sealed = preferences.get(tx, LanguageModel).sealed_key
        if key is not None:
            sealed = base64.b64encode(self.safe.seal(_PLACE, _ROW, key.encode())).decode()
            sealed = sealed if key else ""
        kept = replace(wanted, address=address, sealed_key=sealed)
        return preferences.change(tx, who, kept, now)

    def ask(self, held: LanguageModel, system: str, told: Mapping[str, Any]) -> dict[str, str]:
        """Let the model answer with a JSON object of texts.

        Raises `NoEndpoint`, `NotADraft` and what `Http` raises: slow, failing, refused.
        """
        if not held.ready:
            raise NoEndpoint
        http = Http(held.address, self.clock, private=True, pace=2.0, patience=PATIENCE)
        try:
            body = {
                "model": held.model,
                "temperature": 0.2,
                "max_tokens": TOKENS,
                "messages": [
                    {"role": "system", "content": system},
                    {"role": "user", "content": orjson.dumps(told).decode()},
                ],
            }
            answer = http.post("chat/completions", body, again=True, headers=self._headers(held))
            return _texts(http.host, answer.json)
        finally:
            http.close()

    def _headers(self, held: LanguageModel) -> dict[str, str]:
        if not held.sealed_key:
            return {}
        key = self.safe.open(_PLACE, _ROW, base64.b64decode(held.sealed_key)).decode()
        return {"authorization": f"Bearer {key}"}


def _texts(host: str, answer: Any) -> dict[str, str]:
    """The JSON object within the first choice; models like to wrap it in other words."""
    try:
        content = answer["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError) as error:
        raise NotADraft(host=host, detail="no choices") from error
    text = content if isinstance(content, str) else ""
    try:
        found = orjson.loads(text[text.index("{") : text.rindex("}") + 1])
    except (ValueError, orjson.JSONDecodeError) as error:
        detail = "empty" if not text.strip() else "no JSON object in it"
        raise NotADraft(host=host, detail=detail) from error
    texts = {str(name): value.strip() for name, value in found.items() if isinstance(value, str)}
    if not any(texts.values()):
        raise NotADraft(host=host, detail="no texts in it")
    return texts
