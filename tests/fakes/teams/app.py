"""The bot as its registration describes it, and how patient and how strict this Teams is."""

from dataclasses import dataclass

TENANT = "72f988bf-0000-4000-8000-00000000c0de"
OTHER_TENANT = "11111111-0000-4000-8000-0000000000ff"


@dataclass(frozen=True)
class App:
    """One registered bot. An empty `token` means development: nobody proves anything."""

    app_id: str = "0a5e7a1c-0000-4000-8000-000000000b07"
    name: str = "sre"
    tenant: str = TENANT
    token: str = "token-of-the-bot"

    @property
    def bot_id(self) -> str:
        return f"28:{self.app_id}"


@dataclass(frozen=True)
class Settings:
    """What may differ from one tenant to the next.

    `messages_per_second` is for each conversation; None sets no limit.
    `patience` is how long, in seconds, a client waits for the bot.
    """

    targeted_messages: bool = True
    messages_per_second: int | None = None
    patience: float = 10.0
