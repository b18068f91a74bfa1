"""Errors for people: a type, an HTTP status and one sentence that helps (RFC 9457)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar


class Problem(Exception):
    """Something went wrong."""

    zh: ClassVar[str] = "出了点问题。"
    status: ClassVar[int] = 500
    retry_after: ClassVar[int | None] = None

    # The rule that a field of a form broke, as Pydantic calls it, and its bounds.
    rule: str = ""
    bounds: Mapping[str, Any] = MappingProxyType({})

    def __init__(self, **fields: Any) -> None:
        self.fields = fields
        super().__init__(self.sentence())

    @classmethod
    def template(cls, language: str = "en") -> str:
        """The sentence with `{fields}` open: the docstring in English, `zh` in Chinese."""
        return cls.zh if language == "zh" else " ".join((cls.__doc__ or "").split())

    @classmethod
    def code(cls) -> str:
        """Stable name for programs: `NoSupplier` becomes `no-supplier`."""
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("-")

    def sentence(self, language: str = "en") -> str:
        """The sentence with its fields filled in."""
        return self.template(language).format(**self.fields)

    def document(self, instance: str = "", language: str = "en") -> dict[str, Any]:
        """RFC 9457 problem document: type, title, status, detail, and the fields."""
        return {
            "type": f"urn:shopweave:problem:{self.code()}",
            "title": self.code().replace("-", " "),
            "status": self.status,
            "detail": self.sentence(language),
            **({"instance": instance} if instance else {}),
            **self.fields,
        }
