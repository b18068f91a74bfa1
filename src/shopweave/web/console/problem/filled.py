"""A page with one of its forms as it was sent, and beside it the sentence why it was refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate

from starlette.datastructures import FormData

from shopweave.web.console import forms

MARK = "refused"
_OWN = {forms.FIELD, forms.PAGE}
_KEPT = {"hidden", "password", "file", "submit"}


@dataclass(frozen=True, slots=True)
class Refused:
    """What was sent where. sentence: why it was refused, "" where it was not; facts: of what."""

    action: str
    sent: FormData
    sentence: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as it stands in the page, from `begin` to `end`."""

    name: str
    attrs: Mapping[str, str]
    begin: int
    end: int
    closes: bool = False

    def but(self, **attrs: str | None) -> str:
        """The tag with other attributes; None leaves one out, an underscore stands for a dash."""
        wanted = {**self.attrs, **{name.replace("_", "-"): text for name, text in attrs.items()}}
        told = [f'{name}="{escape(text)}"' for name, text in wanted.items() if text is not None]
        return f"<{' '.join([self.name, *told])}>"


Edit = tuple[int, int, str]


def filled(html: str, refused: Refused) -> str | None:
    """Return the page with the form as it was sent; None where the form is no longer there."""
    tags = _Reader(html).tags
    form = _form(tags, refused)
    if form is None:
        return None
    inside = tags[form + 1 : _end(tags, form)]
    wrong = _wrong(inside, refused)
    edits = [*_typed(html, inside, refused, wrong), *_opened(tags, wrong or tags[form])]
    if wrong is None and refused.sentence:
        edits.append((tags[form].end, tags[form].end, _told(refused, focus=True)))
    for begin, end, text in sorted(edits, reverse=True):
        html = html[:begin] + text + html[end:]
    return html


class _Reader(HTMLParser):
    """Notes every tag with its place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self._html = html
        # The parser counts lines by \n alone.
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Note where a tag opens."""
        begin = self._at()
        told = {name: value or "" for name, value in attrs}
        self.tags.append(Tag(tag, told, begin, begin + len(self.get_starttag_text() or "")))

    def handle_endtag(self, tag: str) -> None:
        """Note where a tag closes."""
        begin = self._at()
        self.tags.append(Tag(tag, {}, begin, self._html.index(">", begin) + 1, closes=True))

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _form(tags: Sequence[Tag], refused: Refused) -> int | None:
    """Where the form opens; among those of one address, the one whose hidden fields agree."""
    of_address = [
        at
        for at, tag in enumerate(tags)
        if tag.name == "form" and not tag.closes and refused.action in _goals(tags, at)
    ]

    def agreement(at: int) -> int:
        hidden = (tag for tag in tags[at + 1 : _end(tags, at)] if tag.attrs.get("type") == "hidden")
        named = [tag.attrs for tag in hidden if tag.attrs.get("name") not in _OWN]
        return sum(1 if refused.sent.get(it["name"]) == it["value"] else -1 for it in named)

    return max(of_address, key=agreement, default=None)


def _goals(tags: Sequence[Tag], form: int) -> set[str]:
    """The addresses that the form at this place is sent to, by itself or by one of its buttons."""
    buttons = (tag.attrs.get("formaction", "") for tag in tags[form + 1 : _end(tags, form)])
    goals = (tags[form].attrs.get("action", ""), *buttons)
    return {goal.partition("?")[0] for goal in goals}


def _end(tags: Sequence[Tag], opening: int) -> int:
    """Where the tag at `opening` closes; none of these stands within another of its kind."""
    name = tags[opening].name
    later = range(opening + 1, len(tags))
    return next((at for at in later if tags[at].closes and tags[at].name == name), len(tags))


def _wrong(inside: Iterable[Tag], refused: Refused) -> Tag | None:
    """The field that the sentence is about: by its name, else by the text that it quotes."""
    fields = {
        tag.attrs["name"]: tag
        for tag in reversed(list(inside))
        if tag.name in {"input", "select", "textarea"}
        and "name" in tag.attrs
        and tag.attrs.get("type") != "hidden"
    }
    quoted = {str(fact).strip().casefold() for fact in refused.facts.values()} - {""}
    told = str(refused.facts.get("place") or refused.facts.get("field") or "")
    named = [name for name in (told.rpartition(".")[2],) if name in fields]
    said = [name for name in fields if str(refused.sent.get(name, "")).strip().casefold() in quoted]
    return next((fields[name] for name in (*named, *said)), None)


def _typed(html: str, inside: Sequence[Tag], refused: Refused, wrong: Tag | None) -> Iterable[Edit]:
    """Each field as it was sent; behind the wrong one, the sentence."""
    chosen: list[str] = []
    for at, tag in enumerate(inside):
        if tag.closes or tag.name not in {"input", "select", "option", "textarea"}:
            continue
        values = [str(value) for value in refused.sent.getlist(tag.attrs.get("name", ""))]
        closing = tag if tag.name == "input" else inside[_end(inside, at)]
        chosen = values if tag.name == "select" else chosen
        if tag.name == "option":
            value = tag.attrs.get("value", unescape(html[tag.end : closing.begin]).strip())
            yield tag.begin, tag.end, tag.but(selected="" if value in chosen else None)
        if tag.name == "textarea" and values:
            yield tag.end, closing.begin, "\n" + escape(values[0])
        if tag is wrong:
            yield tag.begin, tag.end, _marked(_with(tag, values))
            yield closing.end, closing.end, _told(refused, focus=False)
        elif tag.name == "input":
            yield tag.begin, tag.end, _with(tag, values).but()


def _with(tag: Tag, values: Sequence[str]) -> Tag:
    """The field with what was typed; what must not be shown again stays empty."""
    kind, attrs = tag.attrs.get("type", "text"), dict(tag.attrs)
    if kind in {"checkbox", "radio"}:
        attrs.pop("checked", None)
        attrs |= {"checked": ""} if attrs.get("value", "on") in values else {}
    elif tag.name == "input" and kind not in _KEPT and values:
        attrs["value"] = values[0]
    return Tag(tag.name, attrs, tag.begin, tag.end)


def _marked(tag: Tag) -> str:
    described = f"{MARK} {tag.attrs.get('aria-describedby', '')}".strip()
    return tag.but(aria_invalid="true", aria_describedby=described, autofocus="")


def _told(refused: Refused, *, focus: bool) -> str:
    here = ' tabindex="-1" autofocus' if focus else ""
    return f'<span class="{MARK}" id="{MARK}" role="alert"{here}>{escape(refused.sentence)}</span>'


def _opened(tags: Iterable[Tag], goal: Tag) -> Iterable[Edit]:
    """Unfold whatever the goal lies in."""
    around: list[Tag] = []
    for tag in tags:
        if tag is goal:
            break
        if tag.name == "details":
            around = around[:-1] if tag.closes else [*around, tag]
    return [(tag.begin, tag.end, tag.but(open="")) for tag in around]
