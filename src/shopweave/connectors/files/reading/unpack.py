"""The bytes of a file, unpacked when it is gzip, and never more than allowed."""

import gzip
import io
import zlib
from typing import IO, Any, cast

from shopweave.connectors.files.errors import BrokenArchive, BrokenOff, TooLarge
from shopweave.connectors.files.types import Origin

_GZIP = b"\x1f\x8b"


class _Guarded(io.RawIOBase):
    """Passes bytes on until the limit; a small file that unpacks without end stops here."""

    def __init__(self, source: IO[bytes], origin: Origin) -> None:
        self._source, self._origin, self._left = source, origin, origin.unpacked

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def close(self) -> None:
        """Close the file below too."""
        self._source.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; raises a problem that names the file."""
        room = memoryview(buffer).cast("B")
        block = self._read(len(room))
        self._left -= len(block)
        if self._left < 0:
            raise TooLarge(file=self._origin.name, limit=self._origin.unpacked // 2**20)
        room[: len(block)] = block
        return len(block)

    def _read(self, size: int) -> bytes:
        try:
            return self._source.read(size)
        except EOFError as error:
            raise BrokenOff(file=self._origin.name) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise BrokenArchive(file=self._origin.name, detail=str(error)) from error


def first_bytes(origin: Origin, size: int = 4096) -> bytes:
    """The first bytes after unpacking, to tell the format by."""
    with unpacked(origin) as stream:
        return stream.read(size)


def is_packed(origin: Origin) -> bool:
    """Whether the file is gzip."""
    with origin.path.open("rb") as stream:
        return stream.read(2) == _GZIP


def unpacked(origin: Origin) -> io.BufferedReader:
    """Open the file for reading its content. Raises `BrokenOff`, `BrokenArchive`, `TooLarge`."""
    return io.BufferedReader(_Guarded(_source(origin), origin), buffer_size=2**20)


def _source(origin: Origin) -> IO[bytes]:
    if is_packed(origin):
        return cast("IO[bytes]", gzip.GzipFile(origin.path, "rb"))
    return origin.path.open("rb")
