"""The encoding follows from the bytes."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.connectors.files.reading.encoding import detect

CHINESE = "订单编号,商品名称,数量\n1001,绿茶礼盒,2\n1002,玻璃圣诞灯，二十只装,12\n"
WESTERN = "order,name,price\n1,Crème brûlée,£3.99\n2,Weiße Äpfel,€2\n"


def found(content: bytes) -> str:
    """Name of the detected encoding."""
    return detect(io.BufferedReader(io.BytesIO(content))).name


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8-sig"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "gbk", "gb18030"),
        (CHINESE, "utf-16", "utf-16"),
        (WESTERN, "utf-8", "utf-8"),
        (WESTERN, "cp1252", "cp1252"),
        (WESTERN, "utf-16-le", "utf-16-le"),
        (WESTERN, "utf-16-be", "utf-16-be"),
        ("plain,ascii\n1,2\n", "ascii", "utf-8"),
    ],
)
def test_tells_encodings_apart(text: str, written: str, expected: str) -> None:
    """Chinese and Western files in their usual encodings are told apart."""
    assert found(text.encode(written)) == expected


def test_one_broken_byte_does_not_change_the_language() -> None:
    """A UTF-8 file with a damaged row is a damaged UTF-8 file."""
    content = (CHINESE * 10).encode() + b"1003,\xff\xfe,1\n"
    encoding = detect(io.BufferedReader(io.BytesIO(content)))
    assert (encoding.name, encoding.doubtful) == ("utf-8", True)


def test_the_first_foreign_letter_may_come_late() -> None:
    """A file that is plain for a megabyte and French afterwards is not UTF-8."""
    content = b"1,plain,2\n" * 150_000 + "2,Crème brûlée,3\n".encode("cp1252") * 5
    assert found(content) == "cp1252"


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4))
def test_utf8_is_never_taken_for_another(text: str) -> None:
    """Whatever is valid UTF-8 is read as UTF-8."""
    assert found(text.encode()) == "utf-8"
