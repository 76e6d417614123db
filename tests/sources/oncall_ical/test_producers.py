"""What well-known producers publish is read as they mean it."""

from __future__ import annotations

import pytest

from tests.sources.oncall_ical.feed import FEEDS, NOW, lines, read, rotation, source


async def test_pagerduty_says_the_name_in_the_title_and_invites_the_address() -> None:
    roster = await read(FEEDS / "pagerduty.ics")
    assert lines(roster) == [
        "Frank Adeyemi 23 09:00 – 30 09:00",
        "Erin O'Brien 30 09:00 – 07 09:00",
    ]
    assert [duty.who.email for duty in roster.duties] == ["frank@example.com", "erin@example.com"]
    assert roster.method == "calendar feed, 4 events"
    assert roster.fetched_at == NOW


async def test_pagerduty_names_the_page_of_its_schedule_in_every_event() -> None:
    asked = rotation(file=str(FEEDS / "pagerduty.ics"))
    async with source() as built:
        assert built.link(asked) is None, "nothing was read yet"
        await built.read(asked, start=NOW, end=NOW, now=NOW)
        assert built.link(asked) == "https://example.pagerduty.com/schedules#PIOTHUB"


async def test_grafana_says_an_address_after_the_level() -> None:
    roster = await read(FEEDS / "grafana.ics", only="primary")
    assert lines(roster) == [
        "alice@example.com 23 08:00 – 23 20:00",
        "frank@example.com 23 20:00 – 24 08:00",
    ]
    assert [duty.who.email for duty in roster.duties] == ["alice@example.com", "frank@example.com"]


async def test_a_feed_of_several_levels_has_several_people_at_once() -> None:
    roster = await read(FEEDS / "grafana.ics")
    assert [duty.who.name for duty in roster.duties if duty.holds(NOW)] == [
        "alice@example.com",
        "erin@example.com",
    ]


async def test_goalert_says_the_name_before_the_schedule_and_nobody_is_made_up() -> None:
    assert lines(await read(FEEDS / "goalert.ics")) == [
        "Alice Nakamura 23 08:00 – 25 08:00",
        "Frank Adeyemi 25 08:00 – 29 08:00",
    ]


@pytest.mark.parametrize(
    ("role", "name", "email"),
    [
        ("primary", "Alice Nakamura", "alice@example.com"),
        ("secondary", "Frank Adeyemi", None),
    ],
)
async def test_linkedins_oncall_carries_every_role_of_a_team(
    role: str, name: str, email: str | None
) -> None:
    roster = await read(FEEDS / "linkedin.ics", only=role)
    assert lines(roster) == [f"{name} 23 17:00 – 30 17:00"]
    assert roster.duties[0].who.email == email


async def test_google_repeats_moves_and_leaves_out() -> None:
    """Alice skips a fortnight; Erin takes a week of Frank's, two hours late; Christmas is Carol's.

    Neither the pager, which is a resource, nor Bob, who declined, is on call.
    """
    roster = await read(FEEDS / "google.ics", NOW.replace(day=20), NOW.replace(month=12, day=27))
    assert lines(roster) == [
        "Alice Nakamura 16 09:00 – 23 09:00",
        "Erin O'Brien 23 11:00 – 30 09:00",
        "Frank Adeyemi 07 09:00 – 14 09:00",
        "Alice Nakamura 14 09:00 – 21 09:00",
        "Frank Adeyemi 21 09:00 – 28 09:00",
        "Carol Weiss 24 23:00 – 26 23:00",
    ]


async def test_outlook_names_zones_as_windows_does_with_and_without_their_rules() -> None:
    roster = await read(FEEDS / "outlook.ics", NOW.replace(day=22), NOW.replace(day=29))
    assert lines(roster) == [
        "Alice Nakamura 23 08:00 – 24 08:00",
        "Frank Adeyemi 25 08:00 – 26 08:00",
    ]
    summer = await read(FEEDS / "outlook.ics", NOW.replace(month=10, day=19), NOW.replace(day=1))
    assert lines(summer)[0] == "Alice Nakamura 19 07:00 – 20 07:00"
