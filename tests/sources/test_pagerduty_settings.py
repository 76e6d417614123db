"""What app.yaml may say about PagerDuty; each mistake is told with its fix."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest
from pydantic import ValidationError

from adapters.oncall.pagerduty import Query, Settings
from bot.config.mistakes import remark_on


def problems(model: type[Settings | Query], **given: object) -> str:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(given)
    remarks = [remark_on(error, model=model, at=()) for error in caught.value.errors()]
    return " ".join(f"{remark.message} {remark.fix}" for remark in remarks)


def test_the_name_of_a_token_is_enough() -> None:
    settings = Settings.model_validate({"token_env": "PAGERDUTY_TOKEN"})
    assert settings.api == "https://api.pagerduty.com"
    assert settings.timeout == timedelta(seconds=10)


def test_an_account_in_europe_is_asked_there() -> None:
    settings = Settings.model_validate({"token_env": "T", "region": "eu"})
    assert settings.api == "https://api.eu.pagerduty.com"
    assert settings.pages == "https://app.eu.pagerduty.com"


def test_an_address_of_ones_own_takes_the_place_of_the_host() -> None:
    settings = Settings.model_validate({"token_env": "T", "url": "https://proxy.example.com/pd/"})
    assert settings.api == "https://proxy.example.com/pd"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "`token_env` is missing"),
        ({"token_env": "u+abc"}, "name of an environment variable"),
        ({"token_env": "T", "region": "asia"}, "`asia` is not one of"),
        ({"token_env": "T", "url": "api.pagerduty.com"}, "is not the address of a server"),
        ({"token_env": "T", "url": "https://me:pw@proxy.example.com"}, "Write `token_env`."),
    ],
)
def test_a_mistake_in_the_settings_is_told(given: dict[str, object], said: str) -> None:
    assert said in problems(Settings, **given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Write one of them, such as `schedule: PI7DH85`."),
        ({"schedule": "PI7DH85", "escalation_policy": "PT20YPA"}, "either"),
        ({"schedule": "PI7DH85", "level": "1"}, "A schedule has no `level`."),
        ({"escalation_policy": "PT20YPA", "level": "0"}, "greater than or equal to 1"),
        ({"schedule": "Primary"}, "It ends the address of its page"),
        ({"schedule": "https://acme.pagerduty.com/schedules/PI7DH85"}, "Write `PI7DH85`."),
        ({"schedule": "https://acme.pagerduty.com/schedules#PI7DH85"}, "Write `PI7DH85`."),
    ],
)
def test_a_mistake_in_a_query_is_told(given: dict[str, object], said: str) -> None:
    assert said in problems(Query, **given)


def test_reading_the_settings_does_not_load_the_network_library() -> None:
    code = "import sys; import adapters.oncall.pagerduty; print('aiohttp' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
