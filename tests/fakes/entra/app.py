"""The bot's app as Microsoft knows it."""

from dataclasses import dataclass

from tests.fakes.teams.app import App as Bot


@dataclass(frozen=True)
class App:
    """An app registration with one client secret, for the bot that the fake Teams knows."""

    id: str = Bot.app_id
    tenant: str = Bot.tenant
    secret: str = "the-app's-own-secret~1"
    issuer: str = "https://api.botframework.com"
