"""Numbers, sizes and claims of a draft that its source does not know."""

import re
import unicodedata
from collections.abc import Iterator

_NUMBER = re.compile(
    r"(?<![\d.])(\d+(?:[.,]\d+)?)\s?(kg|g|mg|ml|cl|l|mm|cm|m|w|v|公斤|千克|克|毫升|升|毫米|厘米|米|瓦|%)?"
    r"(?![a-z²])"
)
# Unit to the one it is counted in, and how many of those it is.
_UNITS = {
    "kg": ("g", 1000.0), "g": ("g", 1.0), "mg": ("g", 0.001), "公斤": ("g", 1000.0),
    "千克": ("g", 1000.0), "克": ("g", 1.0), "l": ("ml", 1000.0), "cl": ("ml", 10.0),
    "ml": ("ml", 1.0), "升": ("ml", 1000.0), "毫升": ("ml", 1.0), "m": ("mm", 1000.0),
    "cm": ("mm", 10.0), "mm": ("mm", 1.0), "米": ("mm", 1000.0), "厘米": ("mm", 10.0),
    "毫米": ("mm", 1.0), "瓦": ("w", 1.0),
}  # fmt: skip
_SPELT = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_WORDS = {word: number for number, word in enumerate(_SPELT, 2)}
# What has to be true and can be asked for: each said in either language by any of its words.
CLAIMS = (
    ("organic", "有机"), ("waterproof", "防水"), ("dishwasher", "洗碗机"), ("microwave", "微波"),
    ("bpa", "双酚"), ("vegan", "纯素"), ("gluten", "麸质"), ("sugar-free", "无糖"),
    ("handmade", "hand-made", "handcrafted", "手工"), ("warranty", "guarantee", "质保", "保修"),
    ("certified", "certification", "认证"), ("medical", "医用"), ("cure", "heal", "治疗", "疗效"),
    ("antibacterial", "抗菌"), ("recycled", "再生"), ("biodegradable", "可降解"),
    ("fair trade", "fairtrade", "公平贸易"), ("natural", "天然"), ("food-safe", "食品级"),
    ("hypoallergenic", "低敏"), ("best-selling", "bestseller", "热销"), ("free shipping", "包邮"),
    ("new", "全新"), ("limited", "限量"), ("award", "获奖"),
)  # fmt: skip


def invented(draft: str, facts: str) -> list[str]:
    """What the draft says and the facts do not, in the draft's own words and order.

    Numbers are compared with their units in either language, 1 kg being 1000 g; a bare number may
    be known with a unit. Claims are a list of words; it can miss what is said otherwise.
    """
    said, known = _plain(draft), _plain(facts)
    values = {value for _, value in _numbers(known)} | {(0.0, "")}
    bare = {round(float(n.replace(",", ".")), 6) for n, _ in _NUMBER.findall(known)}
    found = [
        words
        for words, value in _numbers(said)
        if value not in values and not (value[1] == "" and value[0] in bare)
    ]
    for claim in CLAIMS:
        told = next((word for word in claim if _says(said, word)), None)
        if told is not None and not any(_says(known, word) for word in claim):
            found.append(told)
    return list(dict.fromkeys(found))


def _plain(text: str) -> str:
    lower = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\b[a-z]+\b", lambda m: str(_WORDS.get(m.group(), m.group())), lower)


def _numbers(text: str) -> Iterator[tuple[str, tuple[float, str]]]:
    """(as it stands, (value, unit)) of each number."""
    for match in _NUMBER.finditer(text):
        unit, times = _UNITS.get(match[2] or "", (match[2] or "", 1.0))
        yield match.group().strip(), (round(float(match[1].replace(",", ".")) * times, 6), unit)


def _says(text: str, word: str) -> bool:
    if not word.isascii():
        return word in text
    return re.search(rf"(?<![a-z]){re.escape(word)}", text) is not None
