"""Offers as RSS 2.0 with Google's namespace, and as tab-separated text."""

import re
from collections.abc import Callable, Iterable, Iterator
from xml.sax.saxutils import escape

from shopweave.connectors.feeds.items import FIELDS, Item

TYPES = {"xml": "application/rss+xml; charset=utf-8", "tsv": "text/tab-separated-values"}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>\n'
    "<title>{title}</title><link>{link}</link><description>{title}</description>\n"
)
# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile(r"[\t\r\n\x00-\x1f]+")
_REPEATED = "additional_image_link"


def xml(items: Iterable[Item], title: str, link: str) -> Iterator[str]:
    """The feed as RSS, offer by offer."""
    yield _HEAD.format(title=_text(title), link=_text(link))
    for item in items:
        yield f"<item>{''.join(_element(name, item[name]) for name in item)}</item>\n"
    yield "</channel></rss>\n"


def tsv(items: Iterable[Item], title: str, link: str) -> Iterator[str]:
    """The feed as a table; title and link have no place in it."""
    yield "\t".join(FIELDS) + "\n"
    for item in items:
        yield "\t".join(_cell(item.get(name, "")) for name in FIELDS) + "\n"


WRITERS: dict[str, Callable[[Iterable[Item], str, str], Iterator[str]]] = {"xml": xml, "tsv": tsv}


def _element(name: str, value: str) -> str:
    values = value.split(",") if name == _REPEATED else [value]
    return "".join(f"<g:{name}>{_text(each)}</g:{name}>" for each in values)


def _text(value: str) -> str:
    return escape(_FORBIDDEN.sub("", value))


def _cell(value: str) -> str:
    """One line without tabs; a quotation mark is doubled inside quotes."""
    text = _BREAKS.sub(" ", value).strip()
    return '"' + text.replace('"', '""') + '"' if '"' in text else text
