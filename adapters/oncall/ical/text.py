"""From the bytes of a feed to its text, or to a sentence about what came instead."""

from __future__ import annotations

import codecs
import zlib

from adapters.fetching.failure import Failure
from adapters.oncall.ical.place import LARGEST, too_large

_BEGIN = "BEGIN:VCALENDAR"
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31
"""zlib's name for “with the header of gzip”."""
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of(body: bytes, charset: str | None) -> str:
    """Read the text of a calendar.

    Raises:
        Failure: There is none, or it is something else.
    """
    text = _decoded(_inflated(body), charset).strip("\ufeff\0 \t\r\n")
    if not text:
        raise Failure("is empty", "See whether its calendar is still published.")
    if text.startswith("<"):
        raise Failure(
            "answered with a page instead of a calendar",
            "See whether a login stands before it, and take its address anew.",
        )
    if not text[: len(_BEGIN)].upper() == _BEGIN:
        raise Failure("is no calendar", "Take the address that ends in .ics, or says iCal.")
    return text


def _inflated(body: bytes) -> bytes:
    """Some servers send a packed file as it is, and do not say so."""
    if not body.startswith(_GZIP):
        return body
    packed = zlib.decompressobj(_GZIP_WINDOW)
    try:
        plain = packed.decompress(body, LARGEST)
    except zlib.error:
        raise _spoilt() from None
    if packed.unconsumed_tail:
        raise too_large()
    if not packed.eof:
        raise _spoilt()
    return plain


def _spoilt() -> Failure:
    return Failure("is a packed file that does not unpack", "See how it is made.")


def _decoded(body: bytes, charset: str | None) -> str:
    """UTF-8, as the standard has it; else what the sender says, or what Windows writes."""
    if body.startswith(_WIDE):
        return body.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", charset or "cp1252", "cp1252"):
        try:
            return body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("latin-1")
