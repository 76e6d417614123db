"""Who speaks at the terminal, and where: found as people write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.by_name import schemas
from adapters.terminal.seat import Seat, take_seat
from bot.config import load
from bot.errors import NotFound

EXAMPLE = load(Path(__file__).parents[2] / "app.yaml", schemas=schemas()).organisation


def _seat(*, person: str | None = None, channel: str | None = None) -> Seat:
    return take_seat(EXAMPLE, person=person, channel=channel, trusted=True)


@pytest.mark.parametrize(
    "said", ["alice", "Alice", "ALICE", "Alice Nakamura", "alice-nakamura", "Alice@Example.com"]
)
def test_a_person_is_found_by_key_name_and_email(said: str) -> None:
    assert _seat(person=said).actor.user == "alice"


@pytest.mark.parametrize("said", ["alcie", "Alice Nakamora"])
def test_nobody_of_that_name_is_told_the_closest(said: str) -> None:
    with pytest.raises(NotFound) as caught:
        _seat(person=said)
    assert "alice" in (caught.value.next_step or "")


@pytest.mark.parametrize("said", ["hub", "IoT Hub", "iot-hub", "#iot-hub", "iot_hub"])
def test_a_channel_is_found_by_the_services_that_live_there(said: str) -> None:
    home = EXAMPLE.place_named("iot-hub")
    assert home is not None
    assert _seat(channel=said).place.channel == home.channel


def test_a_channel_that_is_nowhere_is_told_the_closest() -> None:
    with pytest.raises(NotFound, match="No engagement lives in a channel") as caught:
        _seat(channel="hubb")
    assert "iot-hub" in (caught.value.next_step or "")


def test_nothing_is_shared_from_a_terminal() -> None:
    assert _seat(channel="iot-hub").place.direct
