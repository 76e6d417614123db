"""Two people act at the same instant, in two real processes on one real database.

One of them wins, the other is told kindly; there is one outcome, in the history and in the outbox.
"""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bot.model.right import RightState
from tests.decisions.rivals import Rivals, Said
from tests.decisions.town import Town
from tests.storage.build import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.model.decision import Decision
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx
    from storage.opening import AnyStore

ROUNDS = 25
PROPOSE = "owner propose freeze approver=@carol reason=so be it"
BACK = "owner propose freeze approver=@bob reason=as it was"


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "rapport.db")
    address: str = request.getfixturevalue("postgres_url")
    return address


@pytest.fixture
def store(where: str) -> Iterator[AnyStore]:
    with closing(opened(where)) as store:
        yield store


@pytest.fixture
def rivals(where: str, store: AnyStore) -> Iterator[Rivals]:
    pair = Rivals(where)
    yield pair
    pair.stop()


def right_of(tx: Tx, number: int) -> DecisionRight | None:
    return tx.rights.find(number)


def decision_of(tx: Tx, number: int) -> Decision | None:
    return tx.decisions.find(number)


def winner(pair: tuple[Said, Said]) -> Said:
    """The one whose word counted; the other was told so, kindly."""
    won = [each for each in pair if each.error is None]
    lost = [each for each in pair if each.error is not None]
    assert len(won) == len(lost) == 1, pair
    assert lost[0].error == "conflict", lost
    assert lost[0].headline
    return won[0]


ANSWERS = {
    "accept and withdraw": (("bob", "owner accept {}"), ("alice", "owner withdraw {}")),
    "accept and decline": (("bob", "owner accept {}"), ("pat", "owner decline {} not now")),
    "accept twice": (("bob", "owner accept {}"), ("pat", "owner accept {}")),
}
BECOMES = {"accept": "accepted", "withdraw": "withdrawn", "decline": "declined"}


@pytest.mark.parametrize("what", ANSWERS)
async def test_of_two_answers_to_a_proposal_one_counts(
    what: str, rivals: Rivals, store: AnyStore
) -> None:
    town, won_by = Town(store), set()
    for turn in range(ROUNDS):
        data = await town.say("alice", PROPOSE)
        number = data["number"]
        assert isinstance(number, int)
        one, other = (
            Said(who, text.format(number), f"{who}-{turn}") for who, text in ANSWERS[what]
        )
        # Whoever is handed their words first must not always be the one that wins.
        pair = rivals.at_once(one, other) if turn % 2 else rivals.at_once(other, one)
        won = winner(pair)
        won_by.add(won.who)
        became = BECOMES[won.text.split()[1]]
        assert await town.steps(f"right {number}") == ["proposed", became]
        right = await store.transact(partial(right_of, number=number))
        assert right is not None
        assert right.decided_by == won.who
        state = RightState.ACTIVE if became == "accepted" else RightState(became)
        assert right.state is state
        said = [key for key in await town.outcomes(f"right {number} ") if "proposed" not in key]
        assert said == [f"right {number} {state.value} playground/iot-hub"]
    assert won_by == {who for who, _ in ANSWERS[what]}


async def test_of_two_proposals_of_a_kind_one_waits(rivals: Rivals, store: AnyStore) -> None:
    town = Town(store)
    await town.say("alice", "owner")
    for turn in range(ROUNDS):
        won = winner(
            rivals.at_once(
                Said("alice", PROPOSE, f"alice-{turn}"), Said("bob", BACK, f"bob-{turn}")
            )
        )
        current = await store.transact(lambda tx: tx.rights.current("iot-hub"))
        (waiting,) = (each for each in current if each.state is RightState.PROPOSED)
        assert waiting.proposed_by == won.who
        await town.say(won.who, f"owner withdraw {waiting.number}")


async def test_of_the_approver_s_and_the_delegate_s_word_one_counts(
    rivals: Rivals, store: AnyStore
) -> None:
    town, half = Town(store), timedelta(days=1)
    for turn in range(ROUNDS):
        name = (await town.say("erin", 'decide freeze "Shall we?" options yes | no'))["decision"]
        assert isinstance(name, str)
        one = Said("bob", f"conclude {name} yes because it is time", f"bob-{turn}", half)
        other = Said("pat", f"conclude {name} no because it is not", f"pat-{turn}", half)
        won = winner(rivals.at_once(one, other) if turn % 2 else rivals.at_once(other, one))
        number = int(name.removeprefix("D-"))
        assert await town.steps(f"decision {number}") == ["opened", "decided"]
        decision = await store.transact(partial(decision_of, number=number))
        assert decision is not None
        assert (decision.decided_by, decision.outcome) == (
            won.who,
            "yes" if won.who == "bob" else "no",
        )
        said = await town.outcomes(f"decision {number} decided")
        assert said == [f"decision {number} decided playground/iot-hub"]


async def test_the_file_is_seeded_once_by_two_processes_that_start_at_once(
    rivals: Rivals, store: AnyStore
) -> None:
    both = rivals.at_once(Said("alice", "owner", "alice-1"), Said("bob", "owner", "bob-1"))
    assert {each.error for each in both} == {None}
    current = await store.transact(lambda tx: tx.rights.current())
    assert sorted(each.kind for each in current) == ["capacity", "freeze", "launch"]


async def test_of_two_incidents_of_a_service_one_is_declared(
    rivals: Rivals, store: AnyStore
) -> None:
    town = Town(store)
    for turn in range(ROUNDS):
        pair = rivals.at_once(
            Said("erin", "incident on SEV2 @erin", f"erin-{turn}"),
            Said("carol", "incident on SEV2 @carol", f"carol-{turn}"),
        )
        (won,) = (each for each in pair if each.error is None)
        (lost,) = (each for each in pair if each.error is not None)
        assert lost.error == "not_allowed"  # neither leads: the other's incident is not theirs
        incident = await store.transact(lambda tx: tx.incidents.running("iot-hub"))
        assert incident is not None
        assert incident.commander == won.who
        await town.say("alice", "incident off")
