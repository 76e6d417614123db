"""Who decides, from the question to the agreement, and a decision from its question to its outcome.

On Slack: with its slash command, its buttons and its modals, both ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.fakes.slack import Message, RefusedByClientError, View
from tests.platforms.slack.house import CHANNEL
from tests.serving import town as towns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.real.prometheus.steady import Steady
    from tests.serving.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")

PROPOSES = "Alice Nakamura proposes that Bob Castellano decides repair-item priority"
AGREED = "Agreed: Bob Castellano decides repair-item priority"
QUESTION = "Do we stop the nightly import?"


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["http", "socket"])
async def town(
    request: pytest.FixtureRequest, steady: Steady, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Town]:
    """A town in which nobody has agreed on anything yet."""
    folder = tmp_path_factory.mktemp("deciding")
    async with towns.town(folder, steady.url, way=request.param) as served:
        yield served


async def modal(town: Town, person: str) -> View:
    """The window that opens before somebody."""
    who = town.people[person]
    await town.slack.wait_for(lambda: town.slack.open_views(who), timeout=10)
    (view,) = town.slack.open_views(who)
    return view


async def told(town: Town, person: str, words: str) -> Message:
    """What somebody is told directly."""
    return await town.hears(person, words, town.people[person].dm)


async def posted(town: Town, words: str, *, beside: Message | None = None) -> Message:
    """What is said before everybody in the channel, and not in a thread; beside another card."""
    everybody = town.people["zoe"]

    def look() -> Message | None:
        found = (each for each in everybody.sees(CHANNEL) if words in each.shown)
        public = (each for each in found if not each.ephemeral_to and not each.is_reply)
        return next((each for each in public if each is not beside), None)

    return await town.slack.wait_for(look, timeout=10)


async def shows(town: Town, card: Message, words: str) -> None:
    """These words stand on a card, once they do."""
    await town.slack.wait_for(lambda: words in card.shown, timeout=10)


def filled_in(view: View) -> dict[str, str]:
    """What is filled in already, by the label above it."""
    found = {}
    for block in view.blocks:
        chosen = block["element"].get("initial_option", {}).get("value", "")
        found[block["label"]["text"]] = block["element"].get("initial_value", chosen)
    return {label: value for label, value in found.items() if value}


async def test_both_sides_agree_on_who_decides(town: Town) -> None:
    alice, bob, zoe = (town.people[name] for name in ("alice", "bob", "zoe"))
    await alice.types("/sre who owns repair items?", channel=CHANNEL)
    nobody = await town.hears("alice", "the two sides have agreed on nobody yet", CHANNEL)
    await alice.press(nobody, "Propose who decides")
    form = await modal(town, "alice")
    assert (form.title, filled_in(form)["Decision"]) == ("Owner propose", "repair-items")
    reason = "The backlog is one,\nand *so* is its budget."
    await alice.submit(form, {"Approver": "Bob Castellano", "Delegate": "dana", "Reason": reason})
    await town.hears("alice", "Proposed: Bob Castellano decides repair-item priority", CHANNEL)

    # A stranger's press is refused, and seen by them alone; the question stays.
    question = await posted(town, PROPOSES)
    assert reason in question.shown.replace("\u200b", "")
    asked = list(question.blocks)
    await zoe.press(question, "Accept")
    refused = await town.hears("zoe", "I don't know you yet", CHANNEL)
    await alice.press(question, "Accept")
    hers = await town.hears("alice", "Only a lead or manager of the other side", CHANNEL)
    assert (refused.ephemeral_to, hers.ephemeral_to) == ("UZOE", "UALICE")
    assert question.blocks == asked

    # Bob asks for a reason to be given first, and declines with his.
    await bob.press(question, "Decline")
    form = await modal(town, "bob")
    assert filled_in(form) == {"Number": "1"}
    with pytest.raises(RefusedByClientError):
        await bob.submit(form, {})
    await bob.submit(form, {"Because": "Let us settle the charter first"})
    await shows(town, question, "Proposal 1 was declined")
    declined = await told(town, "alice", "Proposal 1 was declined")
    assert "Let us settle the charter first" in declined.shown

    # Proposed again, he accepts; that is seen by everybody, and Alice is told directly.
    said = 'owner propose repair-items approver=@bob basis="charter v1 §2" reason=it is settled'
    await alice.types(f"/sre {said}", channel=CHANNEL)
    again = await posted(town, "(proposal 2)")
    await bob.press(again, "Accept")
    await shows(town, again, AGREED)
    assert again in town.people["zoe"].sees(CHANNEL)
    await told(town, "alice", AGREED)

    await town.people["erin"].types("/sre who owns repair items?", channel=CHANNEL)
    answer = await town.hears("erin", "Bob Castellano decides repair-item priority", CHANNEL)
    assert "charter v1 §2" in answer.shown
    assert answer.ephemeral_to == "UERIN"


async def test_a_decision_is_opened_in_a_thread_and_taken_with_a_button(town: Town) -> None:
    erin, bob, dana = (town.people[name] for name in ("erin", "bob", "dana"))
    outage = await erin.says("the import was slow again", channel=CHANNEL)
    await erin.mentions(
        f'decide iot-hub repair-items "{QUESTION}" options yes, from tonight | no',
        channel=CHANNEL,
        thread_ts=outage.ts,
    )
    await town.answer(CHANNEL, outage.ts, when=lambda each: f"D-1: {QUESTION}" in each.shown)
    question = await posted(town, f"D-1: {QUESTION} Bob Castellano decides")
    await told(town, "bob", f"D-1: {QUESTION}")

    await dana.press(question, "no")  # no window opens for what is not theirs
    refused = await town.hears("dana", "Only these may decide", CHANNEL)
    assert refused.ephemeral_to == "UDANA"
    assert "decided" not in question.shown

    await bob.press(question, "yes, from tonight")
    form = await modal(town, "bob")
    assert filled_in(form) == {"Number": "1", "Outcome": "yes, from tonight"}
    await bob.submit(form, {"Because": "it wakes people up", "Until": "next friday 17:00"})
    outcome = f"D-1 decided: {QUESTION} yes, from tonight"
    await shows(town, question, f"D-1 is decided: {QUESTION}")
    await told(town, "erin", outcome)
    news = await posted(town, outcome, beside=question)
    assert f"thread_ts={outage.ts}" in news.shown
    await town.answer(CHANNEL, outage.ts, when=lambda each: outcome in each.shown)

    await erin.types("/sre decisions iot-hub import", channel=CHANNEL)
    listed = await town.hears("erin", "the last that were taken", CHANNEL)
    assert f"{QUESTION} → yes, from tonight" in listed.shown


async def test_an_incident_has_its_commander_in_charge_until_it_is_called_off(town: Town) -> None:
    alice, bob, erin = (town.people[name] for name in ("alice", "bob", "erin"))
    await alice.types("/sre incident on SEV2 @erin iot-hub", channel=CHANNEL)
    declared = "Erin Gallagher is in charge of The iot-hub: SEV2"
    card = await posted(town, declared)
    await told(town, "erin", declared)
    await bob.types("/sre who is in charge of iot-hub?", channel=CHANNEL)
    assert (await town.hears("bob", declared, CHANNEL)).ephemeral_to == "UBOB"

    await erin.press(card, "Call it off")
    await town.hears("bob", "SEV2 on The iot-hub is called off", CHANNEL)
    await bob.types("/sre incharge iot-hub", channel=CHANNEL)
    await town.hears("bob", "No incident is declared", CHANNEL)
