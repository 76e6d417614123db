"""What is asked of the manifest is checked, and filled in from what is known."""

from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from typing import Any

import pytest

from adapters.teams.order import ordered
from adapters.teams.settings import Settings
from adapters.wishes import Wishes
from bot.config import Section
from bot.errors import Usage
from tests.platforms.teams.orders import APP, HERE

OTHER = "99999999-7777-8888-9999-000000000000"
TENANT = "11111111-2222-3333-4444-555555555555"
IN_FILE = Settings(tenant=TENANT, app_id=OTHER, client_secret_env="TEAMS_CLIENT_SECRET")
PLAIN = Wishes(app_id=APP)


def reading(section: Section | None) -> Callable[[], Section | None]:
    """What reads app.yaml."""
    return lambda: section


def test_the_id_that_is_given_needs_no_app_yaml() -> None:
    def unreadable() -> Section:
        raise AssertionError

    assert ordered(Wishes(app_id=APP.upper(), settings=unreadable)).app_id == APP


def test_the_id_is_taken_from_app_yaml() -> None:
    assert ordered(Wishes(settings=reading(IN_FILE))).app_id == OTHER


@pytest.mark.parametrize("section", [None, Settings(tenant=TENANT, development=True)])
def test_without_an_id_it_is_said_where_to_find_it(section: Section | None) -> None:
    with pytest.raises(Usage, match="neither --app-id nor app") as refused:
        ordered(Wishes(settings=reading(section)))

    said = str(refused.value.next_step)
    assert "Application (client) ID" in said
    assert "entra.microsoft.com" in said
    assert "platforms.teams.app_id" in said


def test_an_id_that_is_none_is_refused_with_what_it_looks_like() -> None:
    with pytest.raises(Usage, match="not the id of an app") as refused:
        ordered(Wishes(app_id="rapport"))
    assert "Application (client) ID" in str(refused.value.next_step)


def test_one_address_stands_for_all_three() -> None:
    order = ordered(replace(PLAIN, url=HERE))
    assert (order.website, order.privacy, order.terms) == (HERE, HERE, HERE)


def test_each_address_can_be_its_own() -> None:
    order = ordered(
        replace(PLAIN, url=HERE, website=f"{HERE}/about", privacy=f"{HERE}/p", terms=f"{HERE}/t")
    )
    assert (order.website, order.privacy, order.terms) == (
        f"{HERE}/about",
        f"{HERE}/p",
        f"{HERE}/t",
    )


@pytest.mark.parametrize(
    ("wish", "wrong"),
    [
        ("url", "http://rapport.example.com"),
        ("url", ""),
        ("website", "rapport.example.com"),
        ("privacy", "https://"),
        ("terms", "https://a b"),
        ("terms", "https://" + "x" * 2_048),
    ],
)
def test_an_address_that_teams_would_not_take_is_named(wish: str, wrong: str) -> None:
    asked: dict[str, Any] = {wish: wrong}
    with pytest.raises(Usage, match=f"takes only https:// addresses, and --{wish} is"):
        ordered(replace(PLAIN, **asked))


def test_the_version_goes_up_with_rapports_own_and_never_begins_with_zero() -> None:
    major, rest = version("rapport").split(".", 1)
    assert ordered(PLAIN).app_version == f"{int(major) + 1}.{rest}"


def test_the_version_can_be_given() -> None:
    assert ordered(replace(PLAIN, app_version="1.20.3")).app_version == "1.20.3"


@pytest.mark.parametrize("wrong", ["0.9.0", "1.0", "1.0.0-rc1", "one", "", "1.0.0.0", "1.²0.0"])
def test_a_version_that_teams_would_not_take_is_refused(wrong: str) -> None:
    with pytest.raises(Usage, match="takes no app version") as refused:
        ordered(replace(PLAIN, app_version=wrong))
    assert "1.2.0" in str(refused.value.next_step)
