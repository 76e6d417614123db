"""botbuilder's turns on our connectors: what they send, change and take back."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from botbuilder.core import Middleware
from botbuilder.schema import Activity
from botframework.connector.auth import ClaimsIdentity
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult

from adapters.teams.connector import ConnectorFailure
from adapters.teams.outgoing import card_activity
from adapters.teams.reference import Reference
from tests.fakes.teams.delivery import activity
from tests.platforms.teams.wiring import Wire, words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from botbuilder.core import TurnContext

    from tests.fakes.teams import Conversation, FakeTeams, Person

    Next = Callable[[], Awaitable[None]]


async def asked(teams: FakeTeams, person: Person, conversation: Conversation) -> Activity:
    """What the bot is sent when somebody asks something there."""
    said = await teams.say(person, conversation, "budget", mention=False)
    sent = activity(
        teams, "message", person, conversation, thread=said.message.root, id=said.message.id
    )
    return Activity().deserialize(sent)


def seen(teams: FakeTeams, person: Person) -> list[str]:
    return [each.shown for each in teams.answers_before(person)]


async def test_an_answer_stands_in_the_thread_of_its_question(
    teams: FakeTeams, wire: Wire, alice: Person, channel: Conversation
) -> None:
    where = Reference.from_activity(await asked(teams, alice, channel))
    sent = await wire.adapter.send(where, card_activity(words("49 %"), summary="49 %"))
    assert where.thread is not None
    assert [each.id for each in teams.thread(channel, where.thread)][1:] == [sent]


async def test_an_answer_for_one_pair_of_eyes_is_changed_and_taken_back_for_them(
    teams: FakeTeams, wire: Wire, alice: Person, bob: Person, channel: Conversation
) -> None:
    where = Reference.from_activity(await asked(teams, alice, channel))
    card = card_activity(words("49 %"), summary="49 %")
    sent = await wire.adapter.send(where, card, targeted=True)
    changed = card_activity(words("48 %"), summary="48 %")
    await wire.adapter.update(where, sent, changed, targeted=True)
    assert (seen(teams, alice), seen(teams, bob)) == (["48 %"], [])
    await wire.adapter.delete(where, sent, targeted=True)
    assert seen(teams, alice) == []


async def test_an_answer_is_changed_and_taken_back_for_everybody(
    teams: FakeTeams, wire: Wire, alice: Person, bob: Person, channel: Conversation
) -> None:
    where = Reference.from_activity(await asked(teams, alice, channel))
    sent = await wire.adapter.send(where, card_activity(words("49 %"), summary="49 %"))
    await wire.adapter.update(where, sent, card_activity(words("48 %"), summary="48 %"))
    assert (seen(teams, alice), seen(teams, bob)) == (["48 %"], ["48 %"])
    await wire.adapter.delete(where, sent)
    assert seen(teams, bob) == []


async def test_what_is_given_to_be_sent_can_be_sent_again_elsewhere(
    teams: FakeTeams, wire: Wire, alice: Person, channel: Conversation
) -> None:
    card = card_activity(words("49 %"), summary="49 %")
    where = Reference.from_activity(await asked(teams, alice, channel))
    sent = await wire.adapter.send(where, card)
    await wire.adapter.update(where, sent, card)
    assert card.id is None
    assert card.conversation is None
    chat = Reference.from_activity(await asked(teams, alice, teams.personal(alice)))
    await wire.adapter.send(chat, card)
    assert seen(teams, alice) == ["49 %", "49 %"]


async def test_a_turn_of_what_came_in_answers_through_the_same_connectors(
    teams: FakeTeams, wire: Wire, alice: Person, channel: Conversation
) -> None:
    heard = await asked(teams, alice, channel)
    believed = AuthenticateRequestResult()
    believed.claims_identity = ClaimsIdentity({}, is_authenticated=True)
    believed.connector_factory = wire.connectors

    async def echo(context: TurnContext) -> None:
        await context.send_activity(f"You said {context.activity.id}")

    await wire.adapter.process_activity(believed, heard, echo)
    assert seen(teams, alice) == [f"You said {heard.id}"]


async def test_a_failure_reaches_whoever_wanted_it_sent(
    teams: FakeTeams, wire: Wire, alice: Person, channel: Conversation
) -> None:
    where = Reference.from_activity(await asked(teams, alice, channel))
    channel.with_bot = False
    with pytest.raises(ConnectorFailure) as failure:
        await wire.adapter.send(where, card_activity(words("49 %"), summary="49 %"))
    assert failure.value.gone


async def test_middleware_sees_what_is_sent_and_where_to(
    teams: FakeTeams, wire: Wire, alice: Person, channel: Conversation
) -> None:
    where = Reference.from_activity(await asked(teams, alice, channel))
    looked_at: list[tuple[str, str]] = []

    async def look(_turn: TurnContext, sent: list[Activity], go_on: Next) -> None:
        looked_at.extend((each.conversation.id, each.summary) for each in sent)
        await go_on()

    class Looking(Middleware):  # type: ignore[misc] # the SDK tells no types
        async def on_turn(self, context: TurnContext, logic: Next) -> None:
            context.on_send_activities(look)
            await logic()

    wire.adapter.use(Looking())
    await wire.adapter.send(where, card_activity(words("49 %"), summary="49 %"))
    assert looked_at == [(where.conversation, "49 %")]


def test_a_drawn_card_is_not_copied_with_the_activity_that_carries_it() -> None:
    sent = card_activity(words("49 %"), summary="49 %")
    again = deepcopy(sent)
    assert again is not sent
    assert again == sent
    assert again.attachments[0].content is sent.attachments[0].content
