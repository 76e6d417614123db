"""What is wrong in a platform's section is said in words that fit that platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.by_name import CHAT_PLATFORMS, schemas
from bot.config.shape import shape

if TYPE_CHECKING:
    from bot.config.problems import Remark

TENANT = "11111111-2222-3333-4444-555555555555"
APP = "66666666-7777-8888-9999-000000000000"
TEAMS = {"tenant": TENANT, "app_id": APP, "client_secret_env": "TEAMS_CLIENT_SECRET"}


def remark(platform: str, **written: object) -> Remark:
    settings = schemas().platform(platform)
    assert settings is not None
    (found,) = shape(settings, written).remarks
    return found


def test_one_value_in_place_of_a_list_is_told_how_a_list_is_written() -> None:
    found = remark("teams", **TEAMS, tenants=TENANT)

    assert found.message == f"`{TENANT}` should be a list."
    assert "[one, two]" in found.fix


@pytest.mark.parametrize(
    ("missing", "said"),
    [("app_id", "`app_id` is"), ("client_secret_env", "`client_secret_env` is")],
)
def test_what_alone_is_missing_is_one_thing(missing: str, said: str) -> None:
    found = remark("teams", **{key: value for key, value in TEAMS.items() if key != missing})

    assert found.message.startswith(f"{said} missing: without it anybody")


def test_what_is_missing_together_is_several_things() -> None:
    assert "are missing: without them anybody" in remark("teams", tenant=TENANT).message


@pytest.mark.parametrize("platform", CHAT_PLATFORMS)
def test_a_secret_is_answered_with_the_usual_name_of_that_variable(platform: str) -> None:
    settings = schemas().platform(platform)
    assert settings is not None
    for key, field in settings.model_fields.items():
        if not key.endswith("_env"):
            continue
        remarks = shape(settings, {key: "very~secret"}).remarks
        (found,) = (each for each in remarks if each.where == (key,))
        assert "never the secret itself" in found.message
        assert f"`{(field.examples or [''])[0]}`" in found.fix
        assert "very~secret" not in repr(found)
