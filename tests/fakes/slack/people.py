"""People and what they can do in a Slack client: type, mention, press, fill in, submit."""

from typing import TYPE_CHECKING

from tests.fakes.slack import interactions, pressing
from tests.fakes.slack.acks import take_command_ack, take_interaction_ack, take_submission_ack
from tests.fakes.slack.delivery import Ack, Delivery, deliver, deliver_event
from tests.fakes.slack.errors import Payload, RefusedByClientError
from tests.fakes.slack.escaping import escape
from tests.fakes.slack.events import envelope
from tests.fakes.slack.filling import fill, state_of
from tests.fakes.slack.posting import Said, put, tell
from tests.fakes.slack.views import close_all, close_top, view_payload
from tests.fakes.slack.world import Channel, Message, Person, View

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


def _answered(delivery: Delivery) -> Ack:
    assert delivery.ack is not None
    return delivery.ack


class User:
    """One person's client."""

    def __init__(self, slack: "FakeSlack", user_id: str) -> None:
        self._slack = slack
        self.id = user_id

    @property
    def person(self) -> Person:
        return self._slack.world.people[self.id]

    @property
    def dm(self) -> str:
        """The id of this person's conversation with the bot."""
        return self._slack.world.direct(self.id, self._slack.app.bot_user_id).id

    def sees(self, channel: str | None = None) -> list[Message]:
        return self._slack.seen_by(self.id, channel)

    def _channel(self, channel_id: str) -> Channel:
        channel = self._slack.world.channels.get(channel_id)
        if channel is None or self.id not in channel.members:
            raise RefusedByClientError(f"{self.id} is not in {channel_id}")
        return channel

    def _served(self, what: str) -> None:
        app = self._slack.app
        if self.person.team != app.team_id and not app.serves_strangers:
            raise RefusedByClientError(f"{what} of {app.name} is not offered to other teams")

    # Typing

    async def types(
        self, line: str, *, channel: str | None = None, thread_ts: str | None = None
    ) -> Ack:
        """A slash command, in a channel or in the direct messages with the bot."""
        slack = self._slack
        name, _, text = line.partition(" ")
        place = self._channel(channel or self.dm)
        if thread_ts is not None:
            raise RefusedByClientError(f"{name} is not supported in threads. Sorry!")
        if name not in slack.app.commands:
            raise RefusedByClientError(f"{name} is not a valid command.")
        self._served(name)
        text = escape(slack, text, labelled=True) if slack.app.should_escape else text
        payload = interactions.command(slack, self.person, place, name, text.strip())
        delivery = await deliver(slack, "commands", payload)
        return take_command_ack(slack, payload, _answered(delivery))

    async def mentions(self, text: str, *, channel: str, thread_ts: str | None = None) -> Said:
        """`@bot text`, in a channel or a thread."""
        mention = f"<@{self._slack.app.bot_user_id}> {text}"
        return await self.says(mention, channel=channel, thread_ts=thread_ts)

    async def says(
        self, text: str, *, channel: str | None = None, thread_ts: str | None = None
    ) -> Said:
        """A message: to the bot directly, or in a channel or thread."""
        slack = self._slack
        place = self._channel(channel or self.dm)
        if thread_ts is not None:
            parent = slack.world.find(place.id, thread_ts)
            if parent is None or parent.ephemeral_to is not None:
                raise RefusedByClientError(f"there is no thread at {thread_ts}")
            thread_ts = parent.thread_ts or parent.ts
        message = put(
            slack,
            place.id,
            text=escape(slack, text, labelled=False),
            user=self.id,
            team=self.person.team,
            thread_ts=thread_ts,
        )
        return Said(message, await tell(slack, message))

    # Pressing

    async def press(self, target: Message | View, button: str) -> Ack:
        """Press a button by its text, value or action_id."""
        block, element = pressing.find_button(self._slack, self.id, target, button)
        return await self._act(target, pressing.pressed(block, element))

    async def choose(self, target: Message | View, menu: str, option: str) -> Ack:
        """Pick an option (its text or value) in a menu (its placeholder or action_id)."""
        block, element = pressing.find_menu(self._slack, self.id, target, menu)
        return await self._act(target, pressing.chosen(block, element, option))

    async def _act(self, target: Message | View, action: Payload) -> Ack:
        slack = self._slack
        if isinstance(target, View):
            state = state_of(target.blocks)
            payload = interactions.on_view(slack, self.person, target, action, state)
        else:
            state = state_of(target.blocks)
            payload = interactions.on_message(slack, self.person, target, action, state)
        delivery = await deliver(slack, "interactivity", payload)
        return take_interaction_ack(slack, _answered(delivery))

    async def submit(self, view: View, values: Payload | None = None) -> Ack:
        """Fill in (by label, block_id or action_id) and submit the view on top."""
        self._on_top(view)
        if "submit" not in view.payload:
            raise RefusedByClientError("this view has nothing to submit")
        state = fill(view.blocks, values or {})
        self._slack.view_errors.pop(view.id, None)
        payload = interactions.submission(self._slack, self.person, view, state)
        delivery = await deliver(self._slack, "interactivity", payload)
        return take_submission_ack(self._slack, view, _answered(delivery))

    async def close(self, view: View, *, whole_stack: bool = False) -> Ack | None:
        """Close the view; the bot hears of it only with notify_on_close."""
        self._on_top(view)
        payload = interactions.closing(self._slack, self.person, view, cleared=whole_stack)
        if whole_stack:
            close_all(self._slack, self.id)
        else:
            close_top(self._slack, self.id)
        if not view.payload.get("notify_on_close"):
            return None
        delivery = await deliver(self._slack, "interactivity", payload)
        return take_interaction_ack(self._slack, _answered(delivery))

    def _on_top(self, view: View) -> None:
        stack = self._slack.open_views(self.id)
        if not stack or stack[-1].id != view.id:
            raise RefusedByClientError(f"{self.id} does not have this view before them")

    async def opens_home(self, *, tab: str = "home") -> Delivery | None:
        """Look at the app's Home or another tab; the bot is told if it is subscribed.

        The event brings what stands there, once something was published.
        https://docs.slack.dev/reference/events/app_home_opened
        """
        slack = self._slack
        self._served("the Home tab")
        if tab == "home" and not slack.app.home_tab:
            raise RefusedByClientError(f"{slack.app.name} has no Home tab")
        if not slack.app.hears("app_home_opened"):
            return None
        event: Payload = {"type": "app_home_opened", "user": self.id, "tab": tab}
        event["channel"] = self.dm
        event["event_ts"] = slack.new_ts()
        home = slack.home_of(self)
        if tab == "home" and home is not None:
            event |= {"view": view_payload(slack, home)}
        payload = envelope(slack, event, external=False) | {"team_id": self.person.team}
        return await deliver_event(slack, payload)

    # Shortcuts

    async def shortcut(self, callback_id: str) -> Ack:
        """A global shortcut."""
        self._knows_shortcut(callback_id)
        payload = interactions.shortcut(self._slack, self.person, callback_id)
        delivery = await deliver(self._slack, "interactivity", payload)
        return take_interaction_ack(self._slack, _answered(delivery))

    async def message_shortcut(self, callback_id: str, message: Message) -> Ack:
        """A shortcut in a message's menu, also in threads; ephemerals have none."""
        self._knows_shortcut(callback_id)
        if message not in self.sees(message.channel) or message.ephemeral_to is not None:
            raise RefusedByClientError(f"{self.id} cannot use a shortcut on this message")
        payload = interactions.message_shortcut(self._slack, self.person, callback_id, message)
        delivery = await deliver(self._slack, "interactivity", payload)
        return take_interaction_ack(self._slack, _answered(delivery))

    def _knows_shortcut(self, callback_id: str) -> None:
        self._served(callback_id)
        shortcuts = self._slack.app.shortcuts
        if shortcuts is not None and callback_id not in shortcuts:
            raise RefusedByClientError(f"there is no shortcut {callback_id}")
