"""The whole payload of every example of every command, as Slack gets it: one file each, to read."""

import json
import re

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from tests.examples import READS
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, House

EXAMPLES = (*READS, "cover me by @erin until tomorrow 18:00")
SAID = ("budget iot-hub", "budget", "help", "bugdet iot-hub")
SENDING = {"chat.postMessage", "chat.postEphemeral", "chat.update", "views.open"}
MOVING = {
    r'Ev\d+"': 'EVENT"',
    r'\d+\.\d{6}"': 'TS"',
    r'"id": "F\d+"': '"id": "FILE"',
    r"http://[^\"\\]+": "URL",
}
"""What differs from run to run, and what stands for it."""


def file_name(said: str) -> str:
    return re.sub(r"\W+", "-", said).strip("-")


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


def sent(workspace: Workspace) -> list[object]:
    """What the bot sent by itself, in order."""
    return [
        {"method": method, **{key: args[key] for key in args if key != "trigger_id"}}
        for method, args, _ in workspace.slack.calls
        if method in SENDING
    ]


def still(payload: object) -> object:
    text = json.dumps(payload, ensure_ascii=False)
    for moving, name in MOVING.items():
        text = re.sub(moving, name, text)
    still_there: object = json.loads(text)
    return still_there


@pytest.mark.golden
@pytest.mark.parametrize("said", EXAMPLES, ids=file_name)
async def test_a_slash_command_gets(
    workspace: Workspace, over_http: House, golden: SnapshotAssertion, said: str
) -> None:
    ack = await workspace.alice.types(f"/sre {said}", channel=CHANNEL)
    await over_http.desk.close()

    acknowledged = ack.json() if ack.body else None
    assert golden == still({"acknowledged": acknowledged, "sent": sent(workspace)})


@pytest.mark.golden
@pytest.mark.parametrize(
    "said", ["budget iot-hub", "budget", "help", "bugdet iot-hub"], ids=file_name
)
async def test_a_direct_message_gets(
    workspace: Workspace, over_http: House, golden: SnapshotAssertion, said: str
) -> None:
    await workspace.alice.says(said)
    await over_http.desk.close()

    assert golden == still(sent(workspace))
