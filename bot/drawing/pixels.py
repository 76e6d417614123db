"""SVG to PNG with our own font. As a program: SVG on standard input, PNG on standard output.

It imports nothing else of Rapport, so that the program starts in a blink.
"""

from __future__ import annotations

import re
import sys

WEIGHTS = ("SourceSansPro", "SourceSansProSemibold")
"""The faces that drawings use; system fonts are left out, so that every machine draws the same."""

_IN_OUR_FONT = re.compile("[\0-\u052f\u1d00-\u2bff]*")
"""Latin, Greek and Cyrillic. Names in other letters are drawn in what fonts the system has."""


def png(svg_text: str, *, scale: int = 2) -> bytes:
    """Draw an SVG into pixels.

    Args:
        svg_text: A drawing with its colours written out: variables are unknown here.
        scale: Pixels for each of the drawing's.

    Raises:
        ValueError: It is no SVG.
    """
    # Here and not above: whoever draws no picture should not pay for the renderer.
    import font_source_sans_pro  # noqa: PLC0415 - see above
    import resvg_py  # noqa: PLC0415 - see above

    return resvg_py.svg_to_bytes(
        svg_string=svg_text,
        zoom=scale,
        skip_system_fonts=_IN_OUR_FONT.fullmatch(svg_text) is not None,
        font_files=[font_source_sans_pro.font_files_ttf[weight] for weight in WEIGHTS],
    )


if __name__ == "__main__":
    drawing = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(png(drawing, scale=int(sys.argv[1])))
