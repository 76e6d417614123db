"""What app.yaml may say about a Prometheus; each mistake is told with its fix."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest
from pydantic import ValidationError

from adapters.budgets.prometheus import Query, Settings
from bot.config.mistakes import remark_on

URL = "https://prometheus.example.com"


def problems(model: type[Settings | Query], **given: object) -> str:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(given)
    remarks = [remark_on(error, model=model, at=()) for error in caught.value.errors()]
    return " ".join(f"{remark.message} {remark.fix}" for remark in remarks)


def test_an_address_is_enough() -> None:
    settings = Settings.model_validate({"url": URL})
    assert settings.timeout == timedelta(seconds=10)
    assert not settings.insecure_skip_verify
    assert not settings.sends_a_secret_in_the_clear


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"url": "prometheus:9090"}, "is not the address of a server"),
        ({"url": "http://"}, "is not the address of a server"),
        ({"url": "http://a:b:c"}, "is not the address of a server"),
        ({"url": f"{URL}/?x=1"}, "is not the address of a server"),
        ({"url": "https://me:secret@prometheus"}, "`username` and `password_env`"),
        ({"url": URL, "token_env": "not-a-name"}, "name of an environment variable"),
        ({"url": URL, "username": "me"}, "belong together"),
        ({"url": URL, "password_env": "PW"}, "belong together"),
        ({"url": URL, "username": "me", "password_env": "PW", "token_env": "T"}, "only one"),
        ({"url": URL, "headers": {"Authorization": "Bearer x"}}, "`token_env`"),
        ({"url": URL, "headers": {"a b": "x"}}, "cannot be one of the headers"),
        ({"url": URL, "ca_file": "ca.pem"}, "whole path"),
        ({"url": URL, "ca_file": "/ca.pem", "insecure_skip_verify": "true"}, "Keep `ca_file`"),
        ({"url": URL, "timeout": "10"}, "`10s`"),
    ],
)
def test_a_mistake_in_the_settings_is_told(given: dict[str, object], said: str) -> None:
    assert said in problems(Settings, **given)


def test_a_password_in_an_address_is_not_repeated() -> None:
    assert "hunter2" not in problems(Settings, url="https://me:hunter2@prometheus")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"total": "a"}, "either `bad` or `good`"),
        ({"total": "a", "bad": "b", "good": "c"}, "either `bad` or `good`"),
        ({"total": "a[5m]", "bad": "b"}, "`[5m]`"),
        ({"total": "a", "good": "rate(b[{{.window}}])"}, "`rate`"),
        ({"total": "a", "bad": "b", "interval": "10m"}, "at most `5m`"),
    ],
)
def test_a_mistake_in_a_query_is_told(given: dict[str, object], said: str) -> None:
    assert said in problems(Query, **given)


def test_a_query_names_bad_or_good_events() -> None:
    bad = Query.model_validate({"total": "a", "bad": "b", "interval": "15s"})
    assert (bad.interval, bad.events.part_name) == (timedelta(seconds=15), "bad")
    assert Query.model_validate({"total": "a", "good": "b"}).events.part_name == "good"


def test_reading_app_yaml_loads_no_http_library() -> None:
    script = "import sys; import adapters.budgets.prometheus; print('aiohttp' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "False"
