"""What app.yaml may say about Teams, and how kindly it is told when that makes no sense."""

from typing import Any

import pytest

from adapters.by_name import schemas
from adapters.teams.first import Questions
from adapters.teams.settings import Settings
from bot.config import Config, ConfigError, Problem, read
from tests.platforms.teams.house import APP_YAML

TENANT = "72f988bf-0000-4000-8000-00000000c0de"
APP = "0a5e7a1c-0000-4000-8000-000000000b07"
OTHER = "abcdefab-2222-3333-4444-555555555555"
USUAL = {"tenant": TENANT, "app_id": APP, "client_secret_env": "TEAMS_CLIENT_SECRET"}
ADDRESSES = ["openid_url", "login_url", "service_url"]


def config(**changes: Any) -> Config:  # noqa: ANN401 - whatever somebody writes
    """The configuration with some things otherwise in Teams' section; None takes one away."""
    others, _, _ = APP_YAML.read_text("utf-8").partition("platforms:\n")
    section = {key: value for key, value in {**USUAL, **changes}.items() if value is not None}
    lines = "".join(f"    {key}: {value}\n" for key, value in section.items())
    text = f"{others}platforms:\n  teams:\n{lines}"
    return read(text, path=APP_YAML, schemas=schemas())


def settings(**changes: Any) -> Settings:  # noqa: ANN401 - whatever somebody writes
    section = config(**changes).platforms["teams"]
    assert isinstance(section, Settings)
    return section


def problem(**changes: Any) -> Problem:  # noqa: ANN401 - whatever somebody writes
    with pytest.raises(ConfigError) as caught:
        config(**changes)
    (found,) = caught.value.problems
    assert found.line is not None
    return found


def test_without_more_words_it_is_microsofts_public_cloud() -> None:
    usual = settings()

    assert usual.issuer == "https://api.botframework.com"
    assert usual.openid_url == ("https://login.botframework.com/v1/.well-known/openidconfiguration")
    assert usual.login_url == "https://login.microsoftonline.com/"
    assert usual.service_url == "https://smba.trafficmanager.net/teams/"
    assert usual.allowed == {TENANT}


def test_further_tenants_are_let_in() -> None:
    assert settings(tenants=f"[{OTHER}]").allowed == {TENANT, OTHER}


def test_ids_are_found_in_whatever_case_they_are_pasted() -> None:
    link = f"https://teams.microsoft.com/l/channel/19%3Aa%40thread.tacv2/hub?tenantId={OTHER}"
    for tenant in (OTHER, OTHER.upper(), link, link.replace(OTHER, OTHER.upper())):
        replied = Questions.model_validate(
            {"tenant": tenant, "app_id": APP.upper(), "channel": link}
        )
        assert (replied.tenant.lower(), replied.app_id.lower()) == (OTHER, APP)
        assert replied.channel == "19:a@thread.tacv2"


@pytest.mark.parametrize("key", ["tenant", "app_id"])
def test_ids_are_compared_without_case(key: str) -> None:
    assert getattr(settings(**{key: OTHER.upper()}), key) == OTHER


@pytest.mark.parametrize("written", ["example.com", "72f988bf", f"{TENANT}0", f"{{{TENANT}}}"])
def test_what_is_no_tenants_id_is_refused_with_where_to_find_it(written: str) -> None:
    found = problem(tenant=f"'{written}'")

    assert found.path == "platforms.teams.tenant"
    assert found.message == "This is not the id of a tenant."
    assert "https://entra.microsoft.com" in found.fix


def test_what_is_no_tenants_id_among_further_ones_is_refused_too() -> None:
    assert problem(tenants=f"[{OTHER}, example.com]").message == "This is not the id of a tenant."


def test_what_is_no_apps_id_is_refused_with_where_to_find_it() -> None:
    found = problem(app_id="my-bot")

    assert found.path == "platforms.teams.app_id"
    assert found.message == "This is not the id of an app."
    assert "App registrations" in found.fix


def test_a_missing_tenant_is_asked_for() -> None:
    assert "tenant" in problem(tenant=None).message


@pytest.mark.parametrize("missing", ["app_id", "client_secret_env"])
def test_without_an_app_nobody_is_believed(missing: str) -> None:
    found = problem(**{missing: None})

    assert found.path == "platforms.teams"
    assert f"`{missing}` is missing" in found.message
    assert "anybody could pretend to be Teams" in found.message
    assert "development: true" in found.fix


def test_all_that_is_missing_is_named_at_once() -> None:
    found = problem(app_id=None, client_secret_env=None)

    assert "`app_id` and `client_secret_env` are missing" in found.message


def test_in_development_no_app_is_needed() -> None:
    ours = settings(development="true", app_id=None, client_secret_env=None)

    assert ours.development
    assert (ours.app_id, ours.client_secret_env) == (None, None)


@pytest.mark.parametrize("given", ["app_id", "client_secret_env"])
def test_in_development_an_app_would_be_no_protection_and_is_refused(given: str) -> None:
    absent = {"app_id": None, "client_secret_env": None}
    found = problem(development="true", **{**absent, given: USUAL[given]})

    assert f"`development` needs no `{given}`" in found.message
    assert "remove `development`" in found.fix


def test_a_secret_in_the_file_is_refused_and_not_repeated() -> None:
    found = problem(client_secret_env="Abc8Q~very.secret")

    assert "the name of an environment variable" in found.message
    assert "very.secret" not in repr(found)


@pytest.mark.parametrize("key", ADDRESSES)
@pytest.mark.parametrize(
    "written",
    ["login.example.com", "ftp://login.example.com/", "https://me:secret@login.example.com/", "1"],
)
def test_what_is_no_address_is_refused(key: str, written: str) -> None:
    found = problem(**{key: f"'{written}'"})

    assert found.path == f"platforms.teams.{key}"
    assert found.message == "This is not an address."
    assert "secret" not in repr(found)


@pytest.mark.parametrize("key", ADDRESSES)
def test_what_is_believed_comes_encrypted_or_from_this_machine(key: str) -> None:
    found = problem(**{key: "http://login.example.com/"})

    assert found.message == "This address is not encrypted."
    for host in ("127.0.0.1:9", "localhost", "[::1]:80"):
        assert getattr(settings(**{key: f"http://{host}/"}), key) == f"http://{host}/"


@pytest.mark.parametrize("key", ["login_url", "service_url"])
def test_a_last_slash_makes_no_difference(key: str) -> None:
    assert getattr(settings(**{key: "https://example.com/x"}), key) == "https://example.com/x/"
