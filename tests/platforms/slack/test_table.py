"""Tables on Slack are lines: nothing in them is without its column."""

import pytest

from adapters.slack.table import header, lines
from bot.reply import Table

FULL = Table(("Decision", "Who"), (("Freeze", "Bob"), ("Launch", "Dana")))
GAPS = Table(("Decision", "SRE", "Product"), (("Freeze", "", "Bob"), ("Launch", "", "")))
BESIDE = Table(("", "Freeze", "Launch"), (("Decides", "Bob", "Dana"), ("Drives", "", "Carol")))


@pytest.mark.parametrize(
    ("table", "names", "read"),
    [
        (FULL, "Decision · Who", [("Freeze", "Bob"), ("Launch", "Dana")]),
        (GAPS, None, [("Freeze", "Product: Bob"), ("Launch", "")]),
        (
            BESIDE,
            None,
            [
                ("Freeze", ""),
                ("", "• Decides: Bob"),
                ("Launch", ""),
                ("", "• Decides: Dana"),
                ("", "• Drives: Carol"),
            ],
        ),
    ],
    ids=["full", "gaps", "beside each other"],
)
def test_each_cell_is_read_beside_its_column(
    table: Table, names: str | None, read: list[tuple[str, str]]
) -> None:
    assert header(table) == names
    assert list(lines(table)) == read
