"""The real Agents Playground, which stands in for Teams on a developer's machine: start here.

It is Microsoft's own program, installed by npm and not by us:
https://learn.microsoft.com/microsoftteams/platform/toolkit/debug-your-agents-playground
"""

from .chat import Chat, chat
from .people import ALICE, BOB, CHANNEL, GENERAL, GROUP, PERSONAL, TENANT, ZOE
from .program import agents_playground, require_agents_playground
from .shown import Shown

__all__ = [
    "ALICE",
    "BOB",
    "CHANNEL",
    "GENERAL",
    "GROUP",
    "PERSONAL",
    "TENANT",
    "ZOE",
    "Chat",
    "Shown",
    "agents_playground",
    "chat",
    "require_agents_playground",
]
