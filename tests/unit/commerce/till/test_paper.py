"""A receipt fits its paper in any language, and the printer gets signs that it knows."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.commerce.till import paper, printer

WORDS = st.text(st.sampled_from("aé 茶杯，ｗ\u0301-1"), max_size=80)


def told(*titles: str, **changes: Any) -> dict[str, Any]:
    """A receipt as tills get to see it."""
    line = {"kind": "product", "refund": False, "quantity": 2.0, "price": "9.90"}
    return {
        "number": "T1-000001",
        "at": "2026-11-24T09:30:00+08:00",
        "currency": "EUR",
        "total": "19.80",
        "voided": False,
        "payments": {"cash": "19.80"},
        "change": "0.20",
        "tax": None,
        "taxes": [],
        "status": "completed",
        "lines": [{"title": title, "total": "19.80", **line} for title in titles],
    } | changes


def test_a_chinese_sign_takes_two_columns() -> None:
    """Names and sums stand in line whatever the script."""
    both = told("绿茶", "Tea", total="39.60")
    rows = [row.text for row in paper.compose(both, "茶店", 32, "zh")]
    assert "绿茶" + " " * 23 + "19.80" in rows
    assert "Tea" + " " * 24 + "19.80" in rows
    assert rows[0] == " " * 14 + "茶店"
    assert {paper.width(row) for row in rows if row.endswith((".80", ".60", "0.20"))} == {32}


@given(WORDS, st.sampled_from([32, 42, 48]), st.sampled_from(["en", "zh"]))
def test_no_row_is_wider_than_the_paper(title: str, columns: int, language: str) -> None:
    """Long names are broken, and none of their signs is lost."""
    rows = paper.compose(told(title), title, columns, language)
    assert max(paper.width(row.text) for row in rows) <= columns
    assert "".join("".join(paper.wrap(title, 20)).split()) == "".join(title.split())


def test_text_is_what_the_paper_says() -> None:
    """The plain text of 32 columns, whole."""
    assert paper.plain(paper.compose(told("Green tea, first flush of the year"), "Tea", 32)) == (
        "              Tea\n"
        "           T1-000001\n"
        "        2026-11-24 09:30\n"
        "--------------------------------\n"
        "Green tea, first flush of  19.80\n"
        "the year\n"
        "  2 x 9.90\n"
        "--------------------------------\n"
        "Total EUR                  19.80\n"
        "Cash                       19.80\n"
        "Change                      0.20\n"
        "           Thank you!\n"
    )


@pytest.mark.parametrize(
    ("title", "coding", "mode"),
    [("Café crème", "cp1252", b"\x1c.\x1bt\x10"), ("绿茶", "gb18030", b"\x1c&")],
)
def test_the_printer_gets_signs_it_knows(title: str, coding: str, mode: bytes) -> None:
    """Western paper in Windows 1252, Chinese in GB 18030; begun, emphasised and cut."""
    sent = printer.escpos(paper.compose(told(title), "Shop", 42))
    assert sent.startswith(b"\x1b@" + mode)
    assert title.encode(coding) in sent
    assert b"\x1bE\x01Total EUR" in sent
    assert sent.endswith(b"\x1dVB\x03")
