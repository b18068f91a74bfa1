"""Which encoding a text file has, from all of its bytes, without guessing more than they say."""

import codecs
import io
import re
from dataclasses import dataclass, field

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_STRAY = re.compile("[\udc80-\udcff]")
_SAMPLE = 2**18
_WIDE = re.compile(rb"[\x81-\xfe][\x40-\xfe]")
_COMMON = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """Name of the codec, and whether single rows may hold bytes that it cannot read."""

    name: str
    doubtful: bool

    @property
    def errors(self) -> str:
        """How to read on over a broken byte so that its row can be named."""
        return "replace" if self.name.startswith(("utf-16", "utf-32")) else "surrogateescape"


@dataclass(slots=True)
class _Evidence:
    """What the bytes say: characters of valid UTF-8 beyond ASCII, stray bytes, such lines."""

    valid: int = 0
    stray: int = 0
    sample: bytearray = field(default_factory=bytearray)

    def add(self, block: bytes, text: str) -> None:
        beyond = len(text) - len(text.encode("ascii", "ignore"))
        try:
            text.encode()
            stray = 0
        except UnicodeEncodeError:
            stray = len(_STRAY.findall(text))
        self.valid += beyond - stray
        self.stray += stray
        if len(self.sample) < _SAMPLE:
            self.sample += b"\n".join(line for line in block.splitlines() if not line.isascii())


def detect(stream: io.BufferedReader) -> Encoding:
    """Name the encoding after reading the stream to its end."""
    start = stream.peek(4)[:4]
    for mark, name in _MARKS.items():
        if start.startswith(mark):
            return Encoding(name, doubtful=True)
    if wide := _utf16_without_mark(stream.peek(512)[:512]):
        return Encoding(wide, doubtful=True)
    return _by_evidence(_weigh(stream))


def _utf16_without_mark(start: bytes) -> str:
    """UTF-16 of Western text has a zero in every second byte."""
    if start[1::2].count(0) * 2 > len(start[1::2]) and not start[::2].count(0):
        return "utf-16-le"
    return "utf-16-be" if start and start[::2].count(0) * 2 > len(start[::2]) else ""


def _weigh(stream: io.BufferedReader) -> _Evidence:
    evidence = _Evidence()
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    while block := stream.read(2**20):
        text = decoder.decode(block)
        if not block.isascii():
            evidence.add(block, text)
    tail = decoder.decode(b"", final=True)
    evidence.add(b"", tail)
    return evidence


def _by_evidence(evidence: _Evidence) -> Encoding:
    if evidence.valid >= 10 * evidence.stray:
        return Encoding("utf-8", doubtful=evidence.stray > 0)
    sample = bytes(evidence.sample)
    if _is_chinese(sample):
        return Encoding("gb18030", doubtful=True)
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        return Encoding("latin-1", doubtful=False)
    return Encoding("cp1252", doubtful=True)


def _is_chinese(sample: bytes) -> bool:
    """Nearly all byte pairs are characters in common use (GB 2312), which Western text is not."""
    pairs = len(_WIDE.findall(sample))
    stray = len(_STRAY.findall(sample.decode("gb18030", "surrogateescape")))
    return pairs > 0 and stray * 50 <= pairs and len(_COMMON.findall(sample)) >= 0.9 * pairs
