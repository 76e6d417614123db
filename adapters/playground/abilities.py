"""What works in the playground."""

from bot.abilities import Abilities

ABILITIES = Abilities(
    asked="`/sre …`, `@sre …`, a direct message",
    threads="`/sre …` and `@sre …`",
    private="a message that only you see",
    public="a message in the channel or thread",
    buttons="yes",
    forms="a dialog",
    charts="a drawing",
    slow="announced, answered when ready",
    unasked="at once, when the clock gets there",
    identity="whom you act as",
)
