"""Who decides, agreed on by both sides, and a decision that is taken, before a real server.

On both platforms, through cards and forms as people do it; on Teams a form is a dialog.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.platforms.contract import both as towns
from tests.platforms.contract.drivers import until
from tests.platforms.contract.face import NotSentError, Way

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from tests.platforms.contract.both import Both
    from tests.platforms.contract.face import Opened, Said, Seen

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.parametrize("platform", ["slack", "teams"]),
]

KINDS = {"slack": ("boundary", "Boundary class"), "teams": ("capacity", "Capacity spend")}
"""Each platform agrees on a kind of its own: behind both is one Rapport."""
QUESTION = "Is throttling a feature?"
OPTION = "yes, for now"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Both]:
    """Both, before a process that serves them."""
    async with towns.both(tmp_path_factory.mktemp("deciding")) as served:
        yield served


async def sees(
    both: Both,
    platform: str,
    person: str,
    headline: str,
    *,
    but: Seen | None = None,
    offers: str = "",
    thread: str | None = None,
) -> Seen:
    """The newest card whose headline says this, once somebody sees it.

    But for one that says the same as another, which may be on its way out; with a button, if one is
    told, and in a thread.
    """

    async def look() -> Seen | None:
        seen = await both.towns[platform].sees(person)
        found = (each for each in reversed(seen) if headline in each.words.headline)
        known = but.words.headline if but else None
        there = (each for each in found if thread in {None, each.thread})
        fit = (each for each in there if not offers or offers in each.words.buttons)
        return next((each for each in fit if each.words.headline != known), None)

    found = await until(look)
    both.towns[platform].within_limits(found.payload)
    return found


async def opens(both: Both, platform: str, person: str, card: Seen, label: str) -> Opened:
    """The form that a button opens."""
    await both.towns[platform].presses(person, card, label)
    found: list[Opened] = []

    async def look() -> Seen | None:
        form = await both.towns[platform].form(person)
        found.extend([form] if form else [])
        return card if form else None

    await until(look)
    both.towns[platform].within_limits(found[-1].payload)
    return found[-1]


async def fills(
    both: Both, platform: str, person: str, form: Opened, fields: Mapping[str, str]
) -> None:
    """Somebody fills in a form and sends it."""
    await both.towns[platform].fills(person, form, fields)


async def says(both: Both, platform: str, person: str, said: str, way: Way = Way.CHANNEL) -> Said:
    """Somebody says something; in the channel unless told."""
    return await both.towns[platform].says(person, said, way)


async def test_a_question_becomes_an_agreement_and_then_a_decision(
    platform: str, both: Both
) -> None:
    kind, name = KINDS[platform]
    what = f"{name[:1].lower()}{name[1:]} for IoT Hub"
    town = both.towns[platform]
    await both.hears(platform, "alice", "help", Way.DIRECT)  # Teams writes to whom it has met
    await both.hears(platform, "bob", "help", Way.DIRECT)

    await says(both, platform, "alice", f"who decides {kind}?")
    nobody = await sees(both, platform, "alice", f"{name} for IoT Hub is unowned")
    form = await opens(both, platform, "alice", nobody, "Propose who decides")
    assert list(form.labels.values()) == [
        "Service",
        "Decision",
        "Approver",
        "Delegate",
        "Driver",
        "Until",
        "Basis",
        "Reason",
    ]
    reason = "One backlog,\nand *one* budget: `why` not?"
    with pytest.raises(NotSentError):
        await fills(both, platform, "alice", form, {"approver": "bob"})
    given = {"approver": "bob", "delegate": "erin", "basis": "charter v1 §2", "reason": reason}
    await fills(both, platform, "alice", form, given)
    await sees(both, platform, "alice", f"Proposed: Bob Castellano decides {what}")

    proposes = f"Alice Nakamura proposes that Bob Castellano decides {what}"
    question = await sees(both, platform, "zoe", proposes)
    assert " ".join(reason.split()) in question.words.body
    await town.presses("zoe", question, "Accept")
    refused = await sees(both, platform, "zoe", "I don't know you yet")
    assert refused.private
    assert refused.words.headline not in {each.words.headline for each in await town.sees("bob")}
    theirs = await sees(both, platform, "bob", proposes)
    decline = await opens(both, platform, "bob", theirs, "Decline")
    assert list(decline.labels) == ["number", "because"]
    await fills(both, platform, "bob", decline, {"because": "the charter is not settled"})
    await sees(both, platform, "zoe", "was declined")
    again = f'owner propose {kind} approver=@bob basis="charter v1 §2" reason=it is settled'
    await says(both, platform, "alice", again)
    theirs = await sees(both, platform, "bob", proposes, but=theirs)
    await town.presses("bob", theirs, "Accept")
    await sees(both, platform, "zoe", f"Agreed: Bob Castellano decides {what}")
    await sees(both, platform, "alice", f"Agreed: Bob Castellano decides {what}")
    await says(both, platform, "erin", f"owner {kind}")
    answer = await sees(both, platform, "erin", f"Bob Castellano decides {what}")
    assert "charter v1 §2" in answer.words.body

    said = await says(
        both, platform, "erin", f'decide {kind} "{QUESTION}" options {OPTION} | no', Way.THREAD
    )
    opens_it = f"{QUESTION} Bob Castellano decides"
    answered = await sees(both, platform, "erin", opens_it, thread=said.thread)
    assert list(answered.words.buttons) == ["See it"]
    asked = await sees(both, platform, "bob", opens_it, offers=OPTION)
    form = await opens(both, platform, "bob", asked, OPTION)
    assert OPTION in str(form.payload)
    await fills(both, platform, "bob", form, {"because": "it is written so"})
    outcome = f"{asked.words.headline.split(':')[0]} decided: {QUESTION} {OPTION}"
    assert "Asked in" in (await sees(both, platform, "zoe", outcome, offers="Reverse")).words.body
    await sees(both, platform, "erin", outcome, thread=said.thread)
    await says(both, platform, "alice", "decisions throttling", Way.DIRECT)
    listed = await sees(both, platform, "alice", "the last that were taken")
    assert f"{QUESTION} → {OPTION}" in listed.words.body


async def test_an_incident_is_declared_and_called_off(platform: str, both: Both) -> None:
    await says(both, platform, "alice", "incident on SEV2 @erin")
    declared = await sees(both, platform, "zoe", "Erin Gallagher is in charge of IoT Hub: SEV2")
    await both.towns[platform].presses("erin", declared, "Call it off")
    await sees(both, platform, "bob", "SEV2 on IoT Hub is called off")
    await says(both, platform, "bob", "who is in charge?")
    await sees(both, platform, "bob", "No incident is declared. Who decides for IoT Hub")
