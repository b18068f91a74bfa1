"""Exports that name all products of an order in one cell: money is known, products are not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shopweave.connectors.files.plain import found
from shopweave.connectors.files.presets import Preset
from shopweave.connectors.files.values import text

# Stands for the code of the product where a row names several.
SEVERAL = "(several)"


@dataclass(frozen=True, slots=True)
class Several:
    """Rows whose `column` matches `pattern` are of more than one product."""

    column: str | None
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, preset: Preset, columns: Sequence[str]) -> "Several":
        """As the layout says."""
        name, pattern = preset.several or ("", "")
        return cls(found(name, columns) if name else None, re.compile(pattern))

    @property
    def columns(self) -> tuple[str, ...]:
        """The column that is looked at, if there is one."""
        return () if self.column is None else (self.column,)

    def values(self, source: dict[str, object]) -> dict[str, object]:
        """What such a row says instead: no product and no variant."""
        if self.column is None:
            return {}
        if self.pattern.search(text(source[self.column]) or "") is None:
            return {}
        return {"product": SEVERAL, "variant": None}
