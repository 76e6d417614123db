"""What Teams sends to the bot, and what the bot answers at once."""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import aiohttp

from tests.fakes.teams.errors import Payload
from tests.fakes.teams.world import Conversation, Person

if TYPE_CHECKING:
    from tests.fakes.teams.server import FakeTeams


@dataclass
class Delivery:
    """One activity on its way; `status` is None when the bot did not answer in time."""

    activity: Payload
    status: int | None = None
    body: str = ""

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever JSON it is
        """The answer's body, None when it has none."""
        return json.loads(self.body) if self.body else None


def activity(
    teams: "FakeTeams",
    kind: str,
    person: Person,
    conversation: Conversation,
    *,
    thread: str | None = None,
    **rest: object,
) -> Payload:
    """Anything that a person causes, as Teams puts it.

    https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#receive-a-message
    """
    now = datetime.now(UTC)
    return {
        "type": kind,
        "id": f"f:{uuid.uuid4()}",
        "timestamp": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "localTimestamp": now.isoformat(timespec="milliseconds"),
        "localTimezone": "Europe/Berlin",
        "locale": "en-US",
        "channelId": "msteams",
        "serviceUrl": teams.service_url,
        "from": person.account(),
        "recipient": {"id": teams.app.bot_id, "name": teams.app.name},
        "conversation": conversation.account(thread),
        "channelData": conversation.channel_data(),
        **rest,
    }


async def deliver(teams: "FakeTeams", sent: Payload) -> Delivery:
    """Post an activity to the bot, and wait for its answer as long as a client does.

    Nothing is posted while nobody listens.
    """
    delivery = Delivery(sent)
    teams.deliveries.append(delivery)
    if not teams.bot_url:
        return delivery
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if teams.authorization is not None:
        headers["Authorization"] = teams.authorization(teams.service_url)
    timeout = aiohttp.ClientTimeout(total=teams.settings.patience)
    body = json.dumps(sent, ensure_ascii=False).encode()
    try:
        async with teams.http.post(
            teams.bot_url, data=body, headers=headers, timeout=timeout, allow_redirects=False
        ) as response:
            delivery.status, delivery.body = response.status, await response.text()
    except TimeoutError:
        teams.complaints.append(
            f"the bot did not answer {sent.get('name') or sent['type']} in time"
        )
    teams.changed()
    return delivery
