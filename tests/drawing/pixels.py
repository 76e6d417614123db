"""Reading a PNG back, to see what was drawn."""

import struct
import zlib
from collections import Counter
from dataclasses import dataclass

MAGIC = b"\x89PNG\r\n\x1a\n"
_CHANNELS = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels row by row, each red, green, blue and alpha."""

    rows: tuple[bytes, ...]

    def colours(self) -> Counter[str]:
        """How many pixels have each colour, as it is written in CSS."""
        return Counter(
            f"#{row[at : at + 3].hex()}"
            for row in self.rows
            for at in range(0, len(row), _CHANNELS)
        )

    def ink_width(self) -> int:
        """From the first to the last column with anything in it."""
        inked = {
            at // _CHANNELS
            for row in self.rows
            for at in range(_CHANNELS - 1, len(row), _CHANNELS)
            if row[at]
        }
        return max(inked) - min(inked) + 1 if inked else 0


def size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    width, height = struct.unpack(">II", _chunks(png)[b"IHDR"][:8])
    return width, height


def picture(png: bytes) -> Picture:
    """Decode a PNG of eight bits per channel with alpha and no interlacing."""
    assert png.startswith(MAGIC)
    chunks = _chunks(png)
    width, height = size(png)
    assert chunks[b"IHDR"][8:] == b"\x08\x06\x00\x00\x00"
    data = zlib.decompress(chunks[b"IDAT"])
    stride = width * _CHANNELS + 1
    rows: list[bytes] = []
    above = bytes(stride - 1)
    for at in range(0, stride * height, stride):
        above = _unfiltered(data[at], data[at + 1 : at + stride], above)
        rows.append(above)
    return Picture(tuple(rows))


def _chunks(png: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    at = len(MAGIC)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name = png[at + 4 : at + 8]
        found[name] = found.get(name, b"") + png[at + 8 : at + 8 + length]
        at += length + 12
    return found


def _unfiltered(method: int, line: bytes, above: bytes) -> bytes:
    row = bytearray(line)
    for index, value in enumerate(line):
        left = row[index - _CHANNELS] if index >= _CHANNELS else 0
        up = above[index]
        corner = above[index - _CHANNELS] if index >= _CHANNELS else 0
        guesses = (0, left, up, (left + up) // 2, _paeth(left, up, corner))
        row[index] = (value + guesses[method]) & 0xFF
    return bytes(row)


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda each: abs(guess - each))
