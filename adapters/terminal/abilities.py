"""What the terminal can do."""

from bot.abilities import Abilities

ABILITIES = Abilities(
    asked="`rapport ask budget iot-hub`, or `rapport chat`",
    threads="–",
    private="always",
    public="–",
    buttons="as words to type",
    forms="prompts in `chat`, the usage in `ask`",
    charts="signs",
    slow="says so after 1.5 s, then answers",
    unasked="–",
    identity="the operator; `--as` in the example",
)
