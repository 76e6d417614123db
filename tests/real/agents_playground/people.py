"""Who and what there is in the Agents Playground that the tests start."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

TENANT = "11111111-2222-3333-4444-555555555555"
BOT = "28:sre"
BOT_NAME = "sre"
PERSONAL = "a:alice-and-sre"
GROUP = "19:iot@thread.v2"
GENERAL = "19:general@thread.tacv2"
CHANNEL = "19:iot-hub@thread.tacv2"
"""The ids look as those of Teams do, so that whatever they must be quoted for is met here too."""


@dataclass(frozen=True)
class Someone:
    """A person, as Teams knows them.

    Attributes:
        id: How the bot's conversations name them.
        directory: Their object id in the tenant's directory.
    """

    id: str
    directory: str
    name: str
    email: str


def _someone(number: int, name: str) -> Someone:
    given = name.split(maxsplit=1)[0].lower()
    return Someone(
        f"29:{given}", f"00000000-0000-0000-0000-{number:012}", name, f"{given}@example.com"
    )


ALICE = _someone(1, "Alice Nakamura")
"""The one at the keyboard: the program has only one, and the others can press but not talk."""
BOB = _someone(2, "Bob Castellano")
DANA = _someone(3, "Dana Iyer")
ERIN = _someone(4, "Erin Gallagher")
ZOE = _someone(5, "Zoe Quist")
OTHERS = (BOB, DANA, ERIN, ZOE, _someone(6, "Frank Adeyemi"))
"""Five besides the one at the keyboard are the fewest that the program starts with."""


def described() -> str:
    """The file that the program reads, ``.m365agentsplayground.yml``."""
    described: str = yaml.safe_dump(
        {
            "version": "0.1.1",
            "tenantId": TENANT,
            "bot": {"id": BOT, "name": BOT_NAME},
            "currentUser": _described(ALICE),
            "users": [_described(person) for person in OTHERS],
            "personalChat": {"id": PERSONAL},
            "groupChat": {"id": GROUP, "name": "IoT"},
            "team": {
                "id": GENERAL,
                "name": "IoT",
                "aadGroupId": "00000000-0000-0000-0000-0000000000aa",
                "channels": [{"id": CHANNEL, "name": "iot-hub"}],
            },
        },
        sort_keys=False,
    )
    return described


def _described(person: Someone) -> dict[str, str]:
    given, family = person.name.split()
    return {
        "id": person.id,
        "name": person.name,
        "userPrincipleName": person.email,  # so it is spelled there
        "aadObjectId": person.directory,
        "givenName": given,
        "surname": family,
        "email": person.email,
    }
