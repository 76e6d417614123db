"""Microsoft's schema of an app's manifest, as far as ours goes, and what uploading wants besides.

https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json
https://learn.microsoft.com/graph/api/teamsapp-publish#error-response
"""

from collections.abc import Iterator

from tests.platforms.slack.manifest_schema import Keys, Several, Words, complaints

GUID = Words(36, 36, r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")
ENCRYPTED = Words(9, 2_048, r"^https://")
FILE = Words(1, 2_048, r"^[^/].*\.png$")
COMMANDS = Several(Keys({"title": Words(1, 32), "description?": Words(0, 128)}), 1, 12)
"""Narrower than the schema's 128 and 4,000: older ones took no more, and menus show no more."""

MANIFEST = Keys(
    {
        "$schema": Words(
            1,
            200,
            r"^https://developer\.microsoft\.com/json-schemas/teams/v1\.29/MicrosoftTeams\.schema\.json$",
        ),
        "manifestVersion": Words(4, 4, r"^1\.29$"),
        "version": Words(5, 256, r"^[1-9]\d*\.\d+\.\d+$"),
        "id": GUID,
        "developer": Keys(
            {
                "name": Words(1, 32),
                "websiteUrl": ENCRYPTED,
                "privacyUrl": ENCRYPTED,
                "termsOfUseUrl": ENCRYPTED,
            }
        ),
        "name": Keys({"short": Words(1, 30), "full": Words(1, 100)}),
        "description": Keys({"short": Words(1, 80), "full": Words(1, 4_000)}),
        "icons": Keys({"outline": FILE, "color": FILE}),
        "accentColor": Words(7, 7, r"^#[0-9a-fA-F]{6}$"),
        "bots": Several(
            Keys(
                {
                    "botId": GUID,
                    "scopes": Several(Words(4, 9, "^(team|personal|groupChat)$"), 1, 4),
                    "supportsFiles?": bool,
                    "isNotificationOnly?": bool,
                    "supportsTargetedMessages?": bool,
                    "commandLists?": Several(
                        Keys(
                            {
                                "scopes": Several(Words(4, 9, "^(team|personal|groupChat)$"), 1, 4),
                                "triggers?": Several(Words(5, 7, "^(mention|slash)$"), 0, 2),
                                "commands": COMMANDS,
                            }
                        ),
                        0,
                        3,
                    ),
                }
            ),
            0,
            1,
        ),
        "defaultInstallScope?": Words(4, 9, "^(personal|team|groupChat|meetings|copilot)$"),
        "defaultGroupCapability?": Keys({"team?": Words(3, 9), "groupchat?": Words(3, 9)}),
        "permissions?": Several(Words(8, 18, "^(identity|messageTeamMembers)$"), 0, 2, unique=True),
        "validDomains?": Several(Words(1, 2_048), 0, 100),
        "supportsChannelFeatures": Words(5, 5, "^tier1$"),
    }
)


def refusals(manifest: object) -> Iterator[str]:
    """Everything that Teams would refuse."""
    return complaints(manifest, MANIFEST)
