"""A film of a barcode, for a camera that is none."""

from pathlib import Path

import numpy as np

_LEFT = ["0001101", "0011001", "0010011", "0111101", "0100011"]
_LEFT += ["0110001", "0101111", "0111011", "0110111", "0001011"]
_MIXED = ["LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG"]
_MIXED += ["LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL"]
WIDE, HIGH, MODULE = 640, 480, 4


def film(file: Path, code: str) -> None:
    """Write one frame of an EAN-13 as YUV4MPEG2; the browser shows it again and again."""
    bars = np.array([bit == "1" for bit in _bits(code)]).repeat(MODULE)
    frame = np.full((HIGH, WIDE), 235, np.uint8)
    begin = (WIDE - bars.size) // 2
    frame[120:360, begin : begin + bars.size][:, bars] = 16
    colour = np.full(WIDE * HIGH // 2, 128, np.uint8)
    head = f"YUV4MPEG2 W{WIDE} H{HIGH} F10:1 Ip A1:1 C420jpeg\n".encode()
    file.write_bytes(head + b"FRAME\n" + frame.tobytes() + colour.tobytes())


def _bits(code: str) -> str:
    """The modules of an EAN-13, guards included (ISO/IEC 15420)."""
    first, *digits = map(int, code)
    left = "".join(_digit(d, kind) for d, kind in zip(digits[:6], _MIXED[first], strict=True))
    right = "".join(_digit(d, "R") for d in digits[6:])
    return f"101{left}01010{right}101"


def _digit(digit: int, kind: str) -> str:
    plain = _LEFT[digit]
    mirrored = plain.translate(str.maketrans("01", "10"))
    return {"L": plain, "R": mirrored, "G": mirrored[::-1]}[kind]
