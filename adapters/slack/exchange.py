"""One question and all that is said to it: perhaps a sign of life, then the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.slack.form import OpenedAt, view
from adapters.slack.render import message
from adapters.slack.send import Undelivered
from bot.reply import Actions, Button, Card, Chart, Code, Text, Tone
from bot.reply_timeline import Timeline
from bot.request import Audience

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.slack.inbound import Heard
    from adapters.slack.send import Sender, Sent
    from adapters.slack.views import Views
    from bot.form import Form
    from bot.reply import Answer

_NOT_LET_IN = ("not_in_channel", "channel_not_found", "restricted_action")
"""How the refusals begin that an invitation may mend."""


class Exchange:
    """Sends answers to where their question came from.

    Args:
        heard: The question.
        sender: Sends.
        views: Opens forms.
        illustrate: Sees to the pictures of a public answer, in its own time.
        name: What the bot is called after an @.
    """

    def __init__(
        self,
        heard: Heard,
        *,
        sender: Sender,
        views: Views,
        illustrate: Callable[[Sent, Card], None],
        name: str,
    ) -> None:
        self._heard = heard
        self._sender = sender
        self._views = views
        self._illustrate = illustrate
        self._name = name
        self._announced: Sent | None = None
        self.apologised = False
        """Whether an answer for everyone could not be given."""

    async def say(self, answer: Answer) -> None:
        """Send an answer; it takes the place of an earlier public one."""
        if answer.form is not None:
            if await self._open(answer.form):
                await self._withdraw()
                return
            answer = _to_fill_in(answer, answer.form)
        if self._is_private(answer):
            await self._whisper(answer.card)
        else:
            await self._show(answer.card)

    def _is_private(self, answer: Answer) -> bool:
        """What is said between two is private already."""
        alone = self._heard.request.place.direct and self._heard.response_url is None
        return answer.audience is Audience.ASKER and not alone

    async def _open(self, form: Form) -> bool:
        if self._heard.trigger is None:
            return False
        heard, place = self._heard, self._heard.request.place
        opened = OpenedAt(
            verb=form.verb,
            channel=place.channel,
            thread=place.thread,
            open_thread=heard.open_thread,
            direct=place.direct,
            response_url=heard.response_url,
            link=heard.request.link,
        )
        return await self._views.open(view(form, opened), self._heard.trigger) is not None

    async def _whisper(self, card: Card) -> None:
        await self._withdraw()
        await self._sender.privately(message(card), self._heard)

    async def _withdraw(self) -> None:
        """Take back what was announced to everyone."""
        if self._announced is not None:
            await self._sender.withdraw(self._announced)
            self._announced = None

    async def _show(self, card: Card) -> None:
        drawn, sent = message(card), self._announced
        if sent is None or not await self._sender.replace(sent, drawn):
            try:
                sent = await self._sender.publicly(drawn, self._heard, besides=self._announced)
            except Undelivered as failure:
                self.apologised = True
                await self._whisper(_apology(failure.refused, name=self._name))
                return
            await self._withdraw()
        self._announced = sent
        if sent is not None and has_pictures(card):
            self._illustrate(sent, card)


def has_pictures(card: Card) -> bool:
    """Whether a public answer comes with pictures."""
    return any(isinstance(block, Chart | Timeline) for block in card.blocks)


def _to_fill_in(answer: Answer, form: Form) -> Answer:
    """The line to type, and a button whose press lets the form open."""
    button = Button("Fill in", form.again, opens_form=True)
    blocks = (*answer.card.blocks, Actions((button,)))
    return replace(answer, card=replace(answer.card, blocks=blocks))


def _apology(refused: str, *, name: str) -> Card:
    if not refused:
        return Card(
            headline="My answer may have got lost on its way to Slack.",
            tone=Tone.UNKNOWN,
            blocks=(Text("If you don't see it, please ask again."),),
        )
    headline = f"Slack does not let me write there ({refused})."
    if not refused.startswith(_NOT_LET_IN):
        return Card(headline, tone=Tone.UNKNOWN, blocks=(Text("Please ask again in a minute."),))
    invite = (Text("Invite me to the channel, and then ask again:"), Code(f"/invite @{name}"))
    return Card(headline, tone=Tone.UNKNOWN, blocks=invite)
