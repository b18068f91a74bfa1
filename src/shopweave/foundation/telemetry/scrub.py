"""Take out of log lines what names a person or opens a door."""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

HIDDEN = "[hidden]"
_SECRET_NAMES = re.compile(
    r"pass(word|wd)?|secret|token|authorization|cookie|api_?key|write_?key|otp|csrf|private_?key",
    re.IGNORECASE,
)
_PERSONAL_NAMES = re.compile(
    r"^(e?mail|phone|mobile|tel|(first|last|full|family|given)_?name|address|street|ip|birth.*)$",
    re.IGNORECASE,
)
# In this order: an address with a password contains what looks like an e-mail address.
_PATTERNS = (
    (re.compile(r"(\w+://)[^/\s:@]+:[^/\s@]+@"), r"\1[hidden]@"),
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "[email]"),
    (re.compile(r"\b(Bearer|Basic)\s+[\w.~+/=-]{8,}", re.IGNORECASE), r"\1 [hidden]"),
    (re.compile(r"\b[ps]k_[0-9a-zA-Z]{8,}"), "[key]"),
    (
        re.compile(r"([?&](?:token|key|code|password|secret)=)[^&\s\"']+", re.IGNORECASE),
        r"\1[hidden]",
    ),
    (re.compile(r"\b(?:\d[ -]?){13,19}\b(?!\d)"), "[number]"),
    (re.compile(r"(?<![\w.:-])\+\d[\d ()-]{6,16}\d\b"), "[phone]"),
    (re.compile(r"(?<![0-9a-zA-Z.-])1[3-9]\d{9}(?![0-9a-zA-Z.])"), "[phone]"),
    (re.compile(r"(?<![0-9a-zA-Z.])(?!127\.)(\d{1,3}\.){3}\d{1,3}(?![0-9a-zA-Z.])"), "[ip]"),
)


def scrub(_logger: object, _method: str, line: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Hide secrets and personal data in a log line; a structlog processor."""
    return {name: _value(name, value) for name, value in line.items()}


def scrub_text(text: str) -> str:
    """Hide e-mail addresses, phone numbers, keys, passwords in addresses, and IP addresses."""
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text


def _value(name: str, value: Any) -> Any:
    if _SECRET_NAMES.search(name) or _PERSONAL_NAMES.match(name):
        return HIDDEN
    if isinstance(value, str):
        return scrub_text(value)
    if isinstance(value, Mapping):
        return {key: _value(str(key), inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set):
        return [_value("", inner) for inner in value]
    if value is None or isinstance(value, int | float):
        return value
    return scrub_text(str(value))
