"""Colour, material, size and weight that a product's own words tell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

COLOURS = {
    "black": "黑色", "white": "白色", "red": "红色", "blue": "蓝色", "green": "绿色",
    "yellow": "黄色", "orange": "橙色", "purple": "紫色", "pink": "粉色", "brown": "棕色",
    "grey": "灰色", "beige": "米色", "gold": "金色", "silver": "银色", "turquoise": "青色",
}  # fmt: skip
MATERIALS = {
    "cotton": "棉", "linen": "亚麻", "wool": "羊毛", "silk": "真丝", "leather": "皮革",
    "polyester": "涤纶", "stainless steel": "不锈钢", "steel": "钢", "aluminium": "铝",
    "glass": "玻璃", "ceramic": "陶瓷", "porcelain": "瓷", "bamboo": "竹", "wood": "木",
    "plastic": "塑料", "silicone": "硅胶", "paper": "纸", "cast iron": "铸铁", "copper": "铜",
}  # fmt: skip
_SPELLINGS = {"gray": "grey", "aluminum": "aluminium", "wooden": "wood", "leathern": "leather"}
# Said of drinks and dishes and of no colour of the thing itself.
_NOT_COLOURS = re.compile(
    r"\b(?:green|black|white|red) (?:tea|coffee|wine|rice|beans?|pepper|label)\b"
    r"|红茶|绿茶|白茶|黑茶|红酒|白酒|红糖|白糖|orange juice|chocolate|红枣"
)
_GRAMS = {"g": 1, "gram": 1, "grams": 1, "克": 1, "kg": 1000, "公斤": 1000, "千克": 1000, "斤": 500}
_WEIGHT = re.compile(
    r"(?<![\w.,])(\d+(?:[.,]\d+)?)\s?(kg|grams?|g|公斤|千克|克|斤)(?![a-z²])", re.IGNORECASE
)
_SIZE = re.compile(
    r"(?:\bsize|尺码|尺寸)[:：\s]*(xxs|xs|s|m|l|xl|xxl|xxxl|\d{2})\b"
    r"|\b(xxs|xs|xl|xxl|xxxl)\b"
    r"|(\d+(?:[.,]\d+)?\s?[x×]\s?\d+(?:[.,]\d+)?(?:\s?[x×]\s?\d+(?:[.,]\d+)?)?\s?(?:cm|mm|厘米))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Trait:
    """One attribute as the text tells it; words: where it stands in the text."""

    name: str
    value: str
    words: str


def traits(text: str, known: Mapping[str, Sequence[str]] | None = None) -> list[Trait]:
    """What the text tells: color, material, size, weight_g; each only if it tells one thing.

    known: further values by attribute, as other products of the shop have them.
    """
    own = known or {}
    plain = _NOT_COLOURS.sub(" ", text.casefold())
    found = [
        ("color", list(_named(plain, COLOURS, own.get("color", ())))),
        ("material", list(_named(plain, MATERIALS, own.get("material", ())))),
        ("size", [_size(match) for match in _SIZE.finditer(text)]),
        ("weight_g", [(f"{_grams(m):g}", m.group()) for m in _WEIGHT.finditer(text)]),
    ]
    return [
        Trait(name, told[0][0], told[0][1].strip())
        for name, told in found
        if len({value for value, _ in told}) == 1
    ]


def _named(
    plain: str, vocabulary: Mapping[str, str], own: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """(value, words) of each value that stands in the text; the longer name hides the shorter."""
    names = {word: word for word in vocabulary} | {zh: word for word, zh in vocabulary.items()}
    spellings = {spelt: word for spelt, word in _SPELLINGS.items() if word in vocabulary}
    names |= spellings | {value.casefold(): value for value in own}
    rest = plain
    for name in sorted(names, key=len, reverse=True):
        border = r"\b" if name.isascii() else ""
        pattern = re.compile(border + re.escape(name) + border)
        if pattern.search(rest):
            rest = pattern.sub(" ", rest)
            yield names[name], name


def _size(match: re.Match[str]) -> tuple[str, str]:
    """S to XXXL in capitals, a number of a size, or the lengths of the sides as they are told."""
    letters = match[1] or match[2]
    return (letters.upper() if letters else match[3].strip()), match.group()


def _grams(match: re.Match[str]) -> float:
    return float(match[1].replace(",", ".")) * _GRAMS[match[2].casefold()]
