"""What Teams can do."""

from bot.abilities import Abilities

ABILITIES = Abilities(
    asked="`@sre …`, a personal chat, slash commands where the tenant has them",
    threads="by mention, like everywhere in a channel",
    private="slash commands, buttons, and help; in the personal chat where Teams refuses",
    public="by mention, or “Show in channel”",
    buttons="yes; the card changes for whoever pressed",
    forms="a dialog from a button, in the card when typed",
    charts="Teams' own, in the card",
    slow="says so after 1.5 s, then answers",
    unasked="in channels, and to whoever met it; what may have arrived is repeated once, marked",
    identity="Entra object id, or the tenant's email",
)
