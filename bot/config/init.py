"""``rapport init``: a first app.yaml for one's own two teams, service, chat and Prometheus."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.config.answers import Replies
    from bot.config.replied import Contact


def render(replies: Replies) -> str:
    """The file's text; it loads without problems."""
    answers, platform, first = replies.answers, replies.platform, replies.first
    keys = _keys(
        (
            answers.sre_lead,
            answers.sre_manager,
            answers.product_lead,
            answers.product_manager,
            answers.sponsor,
        )
    )
    sre = dict.fromkeys((answers.sre_lead, answers.sre_manager))
    product = dict.fromkeys((answers.product_lead, answers.product_manager))
    return _FILE.format(
        sre_people="\n".join(_person(keys[each], each, "sre", platform) for each in sre),
        product_people="\n".join(
            _person(keys[each], each, "product", platform) for each in product
        ),
        sponsor_person=_person(keys[answers.sponsor], answers.sponsor, "sponsor", platform),
        sre_team=_quoted(f"{answers.service} SRE"),
        product_group=_quoted(f"{answers.service} product group"),
        sre_lead=keys[answers.sre_lead],
        sre_manager=keys[answers.sre_manager],
        product_lead=keys[answers.product_lead],
        product_manager=keys[answers.product_manager],
        sponsor=keys[answers.sponsor],
        service_key=_slug(answers.service, "service"),
        service=_quoted(answers.service),
        target=f"{(answers.target * 100).normalize():f}%",
        url=_quoted(answers.prometheus),
        total=_quoted(answers.total),
        bad=_quoted(answers.bad),
        zone=answers.zone,
        platform=platform,
        title=first.title,
        example_id=first.example_id,
        channel=_quoted(first.channel(replies.own)),
        section=first.drawn(replies.own),
    )


def _keys(people: tuple[Contact, ...]) -> Mapping[Contact, str]:
    """A short key for everybody: the first name, with a number where two share it."""
    keys: dict[Contact, str] = {}
    for person in people:
        if person in keys:
            continue
        key = wanted = _slug(person.name.split()[0], "person")
        number = 2
        while key in keys.values():
            key, number = f"{wanted}-{number}", number + 1
        keys[person] = key
    return keys


def _slug(name: str, otherwise: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    return plain if plain not in {"", "null"} else otherwise


def _person(key: str, person: Contact, side: str, platform: str) -> str:
    identity = (
        f"email: {_quoted(person.email)}"
        if person.email
        else f"ids: {{{platform}: {_quoted(person.user or '')}}}"
    )
    return f"  {key}: {{name: {_quoted(person.name)}, side: {side}, {identity}}}"


def _quoted(text: str) -> str:
    """A YAML scalar: as it is where nothing could be mistaken, else in single quotes."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9 .@_/-]*[A-Za-z0-9]", text) and text.casefold() != "null":
        return text
    return "'" + text.replace("'", "''") + "'"


_FILE = """\
# What Rapport serves: who everybody is, which two teams run which service together, what they
# promise, and where they meet. `rapport check` names everything that is wrong here, with its line.

version: 1

# Everybody who takes part, under a short key. {title} knows them by their verified email; where
# that does not work, write their user id, `ids: {{{platform}: {example_id}}}`.
# A `zone` of their own, such as Asia/Kolkata, says times as they read them.
people:
{sre_people}

{product_people}

{sponsor_person}

# Add the keys of everybody else to `members`. The lead is one of them; the manager need not be.
teams:
  sre:
    name: {sre_team}
    side: sre
    lead: {sre_lead}
    manager: {sre_manager}
    members: [{sre_lead}]
  product:
    name: {product_group}
    side: product
    lead: {product_lead}
    manager: {product_manager}
    members: [{product_lead}]

# Who takes turns on call. For the rotation to be asked about, name it under the service, too:
# `oncall: {{sre: {{primary: sre}}}}`. Rapport also reads PagerDuty, incident.io and calendar feeds.
#
# rotations:
#   sre:
#     name: {sre_team}
#     team: sre
#     layers:
#       - people: [{sre_lead}]        # in the order of their turns
#         starts: 2026-01-05 10:00    # the first handoff; the others keep its hour
#         every: 1w

# Where requests are counted. If Prometheus asks for a token, name the environment variable that
# holds it here, as `token_env`.
sources:
  prometheus:
    kind: prometheus
    url: {url}

# What is promised. The counters are plain series, without rate() or increase(): Rapport puts the
# window around them.
services:
  {service_key}:
    name: {service}
    slos:
      availability:
        target: {target}
        window: 28d
        events: requests
        source: prometheus
        query:
          total: {total}
          bad: {bad}

# Who runs it, and where they meet. Once both sides have agreed to the policy (what follows when the
# budget runs out), add `policy: {{agreed: true}}`; until then Rapport states facts only.
engagements:
  {service_key}:
    services: [{service_key}]
    sre_team: sre
    product_group: product
    sponsor: {sponsor}
    zone: {zone}
    places:
      {platform}: {{channel: {channel}}}

    # Both sides agree in chat on who decides what. You may propose it here, too; it holds once a
    # lead of the other side has accepted it there.
    #
    # decisions:
    #   proposed_by: {sre_lead}
    #   rights:
    #     repair-items: {{approver: {product_lead}, driver: {sre_lead}, contributors: [sre]}}
    #     launch-exhausted: {{approver: {sponsor}, contributors: [sre, product]}}

# Secrets stay in the environment; here stand the names of their variables.
platforms:
  {platform}:
{section}
# Where Rapport remembers; a relative path starts at this file's folder.
storage:
  path: rapport.db
"""
