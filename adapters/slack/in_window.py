"""One press or one form in a view, and all that is said to it: in windows, to one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.slack import form as forms
from adapters.slack.form import OpenedAt
from adapters.slack.window import Kept, modal
from bot.replies import follows_card

if TYPE_CHECKING:
    from adapters.slack.exchange import Exchange
    from adapters.slack.inbound import Heard
    from adapters.slack.views import Views
    from adapters.slack.window import View
    from bot.form import Form
    from bot.reply import Answer


class InWindow:
    """Answers in a window: in a new one above Home, else in the place of what was pressed.

    What no window takes any more, because it comes too late or somebody closed it, is written to
    them directly.

    Args:
        heard: The question.
        views: Shows.
        directly: Says the same in our direct messages with them.
    """

    def __init__(self, heard: Heard, *, views: Views, directly: Exchange) -> None:
        window = heard.window
        assert window is not None
        self._heard = heard
        self._views = views
        self._directly = directly
        self._id = None if window.home else window.id
        self._name: str | None = None
        self._said = self._gone = False
        self.overtaken = False
        """Whether something else was pressed there since: only what answers that is shown."""

    @property
    def key(self) -> str:
        """What is the same for every delivery of the same press."""
        return self._heard.request.event_key

    async def say(self, answer: Answer) -> None:
        """Show an answer; it takes the place of an earlier one."""
        if self.overtaken:
            return
        if not self._gone and await self._show(answer):
            self._said = True
            return
        self._gone = True
        await self._directly.say(answer)

    def acknowledgement(self, answer: Answer | None) -> View:
        """What to put in the place of a form that was sent: the answer, or that it follows."""
        if answer is not None:
            return self._drawn(answer)
        self._name = self.key
        return modal(follows_card(), self._kept) | {"external_id": self._name}

    async def _show(self, answer: Answer) -> bool:
        view, trigger = self._drawn(answer), self._heard.trigger
        if self._name is not None:
            name, self._name = self._name, None
            return await self._views.follow(view, name=name)
        if self._id is None:
            self._id = await self._views.open(view, trigger) if trigger else None
            return self._id is not None
        if trigger and answer.form and not self._said and await self._views.push(view, trigger):
            return True
        return await self._views.update(view, window=self._id)

    def _drawn(self, answer: Answer) -> View:
        return self._form(answer.form) if answer.form else modal(answer.card, self._kept)

    def _form(self, form: Form) -> View:
        opened = OpenedAt(
            verb=form.verb,
            channel=self._kept.channel,
            thread=None,
            open_thread=None,
            direct=True,
            response_url=None,
            window=True,
        )
        return forms.view(form, opened)

    @property
    def _kept(self) -> Kept:
        return Kept(self._heard.request.place.channel)
