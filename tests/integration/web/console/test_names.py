"""Names that the product gave are told in the reader's language, those of people as given."""

from dataclasses import replace

from shopweave.commerce.places import MAIN, Place, PlaceKind
from shopweave.foundation.i18n import Formats, Translator
from shopweave.web.console import templates
from shopweave.web.console.names import called


def speaker(language: str) -> Translator:
    """Somebody who reads this language."""
    return Translator(templates.catalogue(), Formats(language))


def test_names_of_the_product_are_translated() -> None:
    """The sample shop and the source of plain files have a name in each language."""
    assert [called(name, speaker("zh")) for name in ("Sample shop", "files")] == [
        "示例店铺",
        "导入的文件",
    ]
    assert called("files", speaker("en")) == "Files"


def test_names_of_people_stay() -> None:
    """A source or a place that a person named is shown in his words."""
    main = Place("1", MAIN, "Main", PlaceKind.WEB, "UTC", None, {})
    assert called("Tea shop", speaker("zh")) == "Tea shop"
    assert called(main, speaker("zh")) == "主店"
    assert called(replace(main, name="Harbour"), speaker("zh")) == "Harbour"
    assert called(replace(main, external_id="x"), speaker("zh")) == "Main"
