"""Pictures as plain JSON, for ``--json``."""

import json

from bot.card_json import block_json
from tests.drawing import timelines


def test_a_timeline_is_plain_json_with_its_instants_in_utc() -> None:
    block = json.loads(json.dumps(block_json(timelines.two_sides()), allow_nan=False))

    assert (block["type"], block["zone"]) == ("timeline", "Europe/Berlin")
    assert (block["start"], block["end"]) == ("2026-11-30T08:00:00Z", "2026-12-14T08:00:00Z")
    assert block["lanes"][2]["stretches"][1] == {
        "start": "2026-12-05T08:00:00Z",
        "end": "2026-12-06T17:00:00Z",
        "label": "",
        "kind": "gap",
    }
