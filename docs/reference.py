"""Writes the reference pages that follow from the code alone: `python docs/reference.py`."""

import importlib
import pkgutil
from pathlib import Path

import shopweave
from shopweave.foundation.problems import Problem

DOCS = Path(__file__).parent
HEADINGS = {
    "en": (
        "# Errors\n\nEvery error has a code that programs can rely on and one sentence for people. "
        "Over HTTP it is a problem document (RFC 9457) whose `type` ends with the code.\n\n"
        "| code | status | sentence |\n|---|---|---|\n"
    ),
    "zh": (
        "# 错误\n\n每个错误都有一个固定的代码，供程序判断；还有一句话，给人看。"
        "HTTP 接口返回问题文档（RFC 9457），`type` 以代码结尾。\n\n"
        "| 代码 | 状态 | 说明 |\n|---|---|---|\n"
    ),
}


def problems(base: type[Problem] = Problem) -> list[type[Problem]]:
    """Every error type of the product, by code."""
    found = [
        kind
        for child in base.__subclasses__()
        if child.__module__.startswith("shopweave.")
        for kind in (child, *problems(child))
    ]
    return sorted(set(found), key=lambda kind: (kind.code(), kind.__module__))


def load_everything() -> None:
    """Import each module, so that each error type is known."""
    for module in pkgutil.walk_packages(shopweave.__path__, "shopweave."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            importlib.import_module(module.name)


def errors(language: str) -> str:
    """The page of all errors in one language."""
    rows = [
        f"| `{kind.code()}` | {kind.status} | {kind.template(language).replace('|', '/')} |"
        for kind in problems()
    ]
    return HEADINGS[language] + "\n".join(rows) + "\n"


def main() -> None:
    """Write the pages of both languages."""
    load_everything()
    for language in HEADINGS:
        (DOCS / language / "reference" / "errors.md").write_text(errors(language))


if __name__ == "__main__":
    main()
