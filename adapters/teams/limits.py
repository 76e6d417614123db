"""Teams' limits, each with the page that states it."""

from __future__ import annotations

from datetime import timedelta

from adapters.teams.retrying import PATIENCE_SECONDS
from bot.model.pace import Limit, Pace

# https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference#support-for-adaptive-cards
CARD_VERSION = "1.5"
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages: about
# 100 KB, counted in UTF-16; what stays within 80 KB is delivered for certain.
MESSAGE_BYTES = 80_000
AROUND_THE_CARD = 8_000
"""Bytes kept for the rest of a message: who speaks where to whom, and the summary."""
CARD_BYTES = MESSAGE_BYTES - AROUND_THE_CARD
# Said of other cards in
# https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference;
# seen in the Agents Playground, which draws as Teams does: more hide behind three dots.
BUTTONS_IN_A_SET = 6
# Said nowhere; a button is one line and is cut where the card ends.
BUTTON_TEXT = 80
# Said nowhere; no notification, label or legend shows more.
LINE_TEXT = 300
# https://learn.microsoft.com/adaptive-cards/schema-explorer/input-text sets none; what is typed
# in a form is no longer than a line may be elsewhere.
TYPED_TEXT = 3_000
# https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
# lets a menu be searched by typing; what is longer than this is quicker searched than read.
CHOICES_TO_READ = 10
CHOICES_BYTES = 40_000
"""Of all menus of a form: more of them would leave no room in the card for anything else."""
# https://learn.microsoft.com/microsoft-365/extensibility/schema/task-info
DIALOG_TITLE = 64
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit: per app and tenant,
# and per bot and thread; all of them hold at once.
PACE = Pace(
    everywhere=(Limit(50, timedelta(seconds=1)),),
    place=(
        Limit(7, timedelta(seconds=1)),
        Limit(8, timedelta(seconds=2)),
        Limit(60, timedelta(seconds=30)),
        Limit(1_800, timedelta(hours=1)),
    ),
    settles=timedelta(seconds=PATIENCE_SECONDS),
)
