"""What Slack can do."""

from bot.abilities import Abilities

ABILITIES = Abilities(
    asked="`/sre …`, `@sre …`, a direct message",
    threads="by mention: Slack takes no commands there",
    private="slash commands, help, the Home tab",
    public="by mention, or “Show in channel”",
    buttons="yes",
    forms="a dialog",
    charts="a picture; signs in private",
    slow="says so after 1.5 s, then answers",
    unasked="in channels and direct messages; each once",
    identity="Slack id, or verified email",
)
