"""The fields of the index: what is kept of a product, and in which form."""

from functools import cache
from itertools import accumulate

from tantivy import Document, Filter, Schema, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder
from tantivy import Index as Tantivy
from tantivy import Tokenizer as Cut

from shopweave.algorithms.search import joined, letters, words
from shopweave.search.types import Entry

KEY = "key"
TITLE, BRAND, CATEGORY, TEXT = "title", "brand", "category", "text"
CODE, PLAIN, JOINED, LETTERS = "code", "plain", "joined", "letters"
BRAND_IS, CATEGORY_IS, PRICE = "brand_is", "category_is", "price"
STEMMED, AS_IS, WHOLE = "stemmed", "as_is", "raw"


def schema() -> Schema:
    """Words are stemmed for English; Chinese pairs, codes and letters stay as they are."""
    builder = SchemaBuilder()
    builder.add_text_field(KEY, stored=True, fast=True, tokenizer_name=WHOLE)
    for name in (TITLE, BRAND, CATEGORY, TEXT):
        builder.add_text_field(name, tokenizer_name=STEMMED)
    for name in (CODE, PLAIN, JOINED, LETTERS):
        builder.add_text_field(name, tokenizer_name=AS_IS)
    for name in (BRAND_IS, CATEGORY_IS):
        builder.add_text_field(name, fast=True, tokenizer_name=WHOLE)
    builder.add_integer_field(PRICE, indexed=True, fast=True)
    return builder.build()


@cache
def stemmer() -> TextAnalyzer:
    """English stems of words that are already cut and lower-case."""
    return TextAnalyzerBuilder(Cut.whitespace()).filter(Filter.stemmer("english")).build()


def index() -> Tantivy:
    """An empty index in memory."""
    found = Tantivy(schema())
    found.register_tokenizer(STEMMED, stemmer())
    found.register_tokenizer(AS_IS, TextAnalyzerBuilder(Cut.whitespace()).build())
    return found


def document(entry: Entry) -> Document:
    """An entry as the index takes it."""
    made = Document()
    made.add_text(KEY, entry.id)
    title = _terms(" . ".join(entry.titles))
    brand, category = _terms(entry.brand), _terms(" . ".join(entry.categories))
    made.add_text(TITLE, " ".join(title))
    made.add_text(BRAND, " ".join(brand))
    made.add_text(CATEGORY, " ".join(category))
    made.add_text(TEXT, " ".join(_terms(entry.text)))
    made.add_text(CODE, " ".join(map(squeezed, entry.codes)))
    made.add_text(PLAIN, " ".join([*title, *brand, *category]))
    made.add_text(JOINED, " ".join([*title, *joined(title)]))
    made.add_text(LETTERS, " ".join(letters(title)))
    if entry.brand:
        made.add_text(BRAND_IS, entry.brand)
    for path in dict.fromkeys(above for each in entry.categories for above in _paths(each)):
        made.add_text(CATEGORY_IS, path)
    if entry.price is not None:
        made.add_integer(PRICE, entry.price)
    return made


def squeezed(code: str) -> str:
    """A number of a product without blanks and dashes."""
    return "".join(filter(str.isalnum, code)).lower()


def _terms(text: str) -> list[str]:
    return [term for word in words(text) for term in word]


def _paths(path: str) -> list[str]:
    """A category and all above it."""
    return list(accumulate(path.split(" > "), "{} > {}".format))
