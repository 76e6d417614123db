"""Checks the small objects blocks are made of: texts, options, confirmations, pictures."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.slack import limits
from tests.fakes.slack.errors import Payload


@dataclass
class Check:
    """Collects every problem of one payload, in Slack's words and with its JSON pointers."""

    picture_ready: Callable[[Payload], bool] = lambda _: True
    problems: list[str] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)
    action_ids: set[str] = field(default_factory=set)

    def fail(self, what: str, where: str) -> None:
        self.problems.append(f"{what} [json-pointer:{where}]")

    def fits(self, value: object, limit: int, where: str, *, least: int = 1) -> None:
        """A string of at most `limit` characters."""
        if not isinstance(value, str):
            self.fail("must be a string", where)
        elif len(value) > limit:
            self.fail(f"must be less than {limit + 1} characters", where)
        elif len(value) < least:
            self.fail(f"must be more than {least - 1} characters", where)

    def fits_if_there(self, node: Payload, key: str, limit: int, where: str) -> None:
        if key in node:
            self.fits(node[key], limit, f"{where}/{key}", least=0)

    def items(self, value: object, limit: int, where: str, *, least: int = 1) -> list[object]:
        """A list of `least` to `limit` items, or nothing to look at further."""
        if not isinstance(value, list):
            self.fail("must provide an array", where)
            return []
        if len(value) > limit:
            self.fail(f"no more than {limit} items allowed", where)
        if len(value) < least:
            self.fail(f"must provide at least {least} items", where)
        return value

    def keys(self, node: object, where: str, required: str, optional: str = "") -> Payload | None:
        """An object with exactly these keys (space-separated), or None."""
        if not isinstance(node, dict):
            self.fail("must provide an object", where)
            return None
        needed = required.split()
        for key in needed:
            if node.get(key) is None:
                self.fail(f"missing required field: {key}", where)
        allowed = {*needed, *optional.split()}
        for key in node:
            if key not in allowed:
                self.fail(f"invalid additional property: {key}", where)
        return node if all(node.get(key) is not None for key in needed) else None

    def text(self, node: object, where: str, limit: int, *, plain: bool = False) -> None:
        """A text object of at most `limit` characters."""
        found = self.keys(node, where, "type text", "emoji verbatim")
        if found is None:
            return
        if found["type"] not in ({"plain_text"} if plain else {"plain_text", "mrkdwn"}):
            self.fail(f"unsupported type: {found['type']}", f"{where}/type")
        if found["type"] == "mrkdwn" and "emoji" in found:
            self.fail("invalid additional property: emoji", where)
        if found["type"] == "plain_text" and "verbatim" in found:
            self.fail("invalid additional property: verbatim", where)
        self.fits(found["text"], limit, f"{where}/text")

    def text_if_there(
        self, node: Payload, key: str, where: str, limit: int, *, plain: bool = True
    ) -> None:
        if key in node:
            self.text(node[key], f"{where}/{key}", limit, plain=plain)

    def option(self, node: object, where: str, *, mrkdwn: bool = False) -> None:
        found = self.keys(node, where, "text value", "description url")
        if found is None:
            return
        self.text(found["text"], f"{where}/text", limits.OPTION_TEXT, plain=not mrkdwn)
        self.fits(found["value"], limits.OPTION_VALUE, f"{where}/value")
        self.text_if_there(found, "description", where, limits.OPTION_DESCRIPTION, plain=not mrkdwn)

    def options(
        self, node: Payload, where: str, limit: int, *, mrkdwn: bool = False, groups: bool = False
    ) -> None:
        """`options`, or `option_groups` where menus may have them, and never both."""
        if groups and ("options" in node) == ("option_groups" in node):
            self.fail("must define either `options` or `option_groups`", where)
            return
        if "option_groups" in node:
            spot = f"{where}/option_groups"
            for index, group in enumerate(self.items(node["option_groups"], limit, spot)):
                self._group(group, f"{spot}/{index}", limit)
            return
        spot = f"{where}/options"
        for index, item in enumerate(self.items(node.get("options"), limit, spot)):
            self.option(item, f"{spot}/{index}", mrkdwn=mrkdwn)

    def _group(self, node: object, where: str, limit: int) -> None:
        found = self.keys(node, where, "label options")
        if found is not None:
            self.text(found["label"], f"{where}/label", limits.OPTION_GROUP_LABEL, plain=True)
            self.options({"options": found["options"]}, where, limit)

    def confirm(self, node: Payload, where: str) -> None:
        """The dialog some elements may carry."""
        if "confirm" not in node:
            return
        spot = f"{where}/confirm"
        found = self.keys(node["confirm"], spot, "title text confirm deny", "style")
        if found is not None:
            self.text(found["title"], f"{spot}/title", limits.CONFIRM_TITLE, plain=True)
            self.text(found["text"], f"{spot}/text", limits.CONFIRM_TEXT)
            self.text(found["confirm"], f"{spot}/confirm", limits.CONFIRM_BUTTON, plain=True)
            self.text(found["deny"], f"{spot}/deny", limits.CONFIRM_BUTTON, plain=True)

    def picture(self, node: Payload, where: str) -> None:
        """Exactly one source, and words for those who cannot see it."""
        self.fits(node.get("alt_text"), limits.IMAGE_ALT_TEXT, f"{where}/alt_text", least=0)
        if ("image_url" in node) == ("slack_file" in node):
            self.fail("must define either `slack_file` or `image_url`", where)
            return
        if "image_url" in node:
            self.fits(node["image_url"], limits.IMAGE_URL, f"{where}/image_url")
            return
        spot = f"{where}/slack_file"
        found = self.keys(node["slack_file"], spot, "", "id url")
        if found is not None and (len(found) != 1 or not self.picture_ready(found)):
            self.fail("invalid slack file", spot)

    def identify(self, node: Payload, key: str, where: str) -> None:
        """`block_id` and `action_id` are short and unique in a message or view."""
        if key not in node:
            return
        seen, limit = (
            (self.block_ids, limits.BLOCK_ID)
            if key == "block_id"
            else (self.action_ids, limits.ACTION_ID)
        )
        value = node[key]
        self.fits(value, limit, f"{where}/{key}")
        if isinstance(value, str):
            if value in seen:
                self.fail(f"`{key}` already exists: {value}", f"{where}/{key}")
            seen.add(value)
