"""Slack's limits, each with the page that states it."""

from __future__ import annotations

from datetime import timedelta

from bot.model.pace import Limit, Pace

# https://docs.slack.dev/reference/block-kit/blocks
BLOCKS_IN_MESSAGE = 50
BLOCKS_IN_VIEW = 100
# Documented nowhere; measured in https://github.com/slackapi/bolt-js/issues/2509: above about
# 13,200 characters in all blocks together Slack answers msg_blocks_too_long.
MESSAGE_CHARACTERS = 13_000
# https://docs.slack.dev/reference/methods/views.open#errors: a view takes 250 kB. So many signs fit
# whatever they are and however they are encoded, beside as many buttons as there is room for.
VIEW_CHARACTERS = 14_000
# https://docs.slack.dev/reference/methods/chat.postMessage#truncating
FALLBACK_TEXT = 4_000
# https://docs.slack.dev/reference/block-kit/blocks/header-block
HEADER_TEXT = 150
# https://docs.slack.dev/reference/block-kit/blocks/section-block
SECTION_TEXT = 3_000
# https://docs.slack.dev/reference/block-kit/blocks/actions-block
BUTTONS_IN_A_ROW = 25
# https://docs.slack.dev/reference/block-kit/block-elements/button-element
BUTTON_TEXT = 75
# https://docs.slack.dev/reference/block-kit/blocks/image-block
IMAGE_TEXT = 2_000
# https://docs.slack.dev/reference/views/modal-views
MODAL_WORDS = 24
# https://docs.slack.dev/reference/block-kit/blocks/input-block
INPUT_TEXT = 2_000
# https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
TYPED_TEXT = 3_000
# https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
CHOICES = 100
PLACEHOLDER = 150
# https://docs.slack.dev/reference/block-kit/composition-objects/option-object
CHOICE_TEXT = 75
CHOICE_VALUE = 150
# https://docs.slack.dev/authentication/verifying-requests-from-slack
SIGNATURE_SECONDS = 300
PATIENCE_SECONDS = 10
"""How long we wait for an answer; so long may a post be on its way when none comes."""
# https://docs.slack.dev/apis/web-api/rate-limits: "one message per second per channel, while also
# maintaining a workspace-wide limit", which was once told as several hundred a minute.
PACE = Pace(
    everywhere=(Limit(300, timedelta(minutes=1)),),
    place=(Limit(1, timedelta(seconds=1)),),
    settles=timedelta(seconds=PATIENCE_SECONDS),
)
