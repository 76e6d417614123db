"""The Web API, one file a family; importing this registers every method."""

from tests.fakes.slack.methods import apps, chat, conversations, files, usergroups, users, views
from tests.fakes.slack.methods.registry import METHODS, call_method

__all__ = [
    "METHODS",
    "apps",
    "call_method",
    "chat",
    "conversations",
    "files",
    "usergroups",
    "users",
    "views",
]
