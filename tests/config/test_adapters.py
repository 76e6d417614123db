"""Sources and platforms have keys of their own; secrets stay out of the file."""

from __future__ import annotations

import pytest

from adapters.slack.settings import Mode, Settings
from bot.config import ConfigError, secret
from tests.config.files import CountingSettings, changed, good, only_problem, problems_of

LITERAL = "xoxb-1234567890-abcdefghij"


def test_settings_arrive_as_their_adapter_declares_them() -> None:
    config = good(("    token_env: PROM", "    timeout: 10s\n    token_env: PROM"))
    source = config.sources["main"]
    assert (source.key, source.kind) == ("main", "prometheus")
    assert isinstance(source.settings, CountingSettings)
    assert source.settings.timeout is not None
    assert source.settings.timeout.total_seconds() == 10
    slack = config.platforms["slack"]
    assert isinstance(slack, Settings)
    assert (slack.workspace, slack.mode) == ("T0123456789", Mode.SOCKET)


def test_a_query_keeps_its_exact_words() -> None:
    config = good(("{total: 'all', bad: 'bad'}", "{total: 'a{b=\"c: #d\"}', bad: 1e3}"))
    (slo,) = config.organisation.services["checkout"].slos
    assert slo.query == {"total": 'a{b="c: #d"}', "bad": "1e3"}


SLO = "services.checkout.slos.availability"
KIND = "kind: prometheus"
SOURCE_TOKEN = "    token_env: PROMETHEUS_TOKEN"
APP_TOKEN = "    app_token_env: SLACK_APP_TOKEN"


@pytest.mark.parametrize(
    ("old", "new", "path", "message", "fix"),
    [
        (KIND, "kind: promethius", "sources.main.kind", "no such kind", "Did you mean"),
        (KIND, "kind: zzz", "sources.main.kind", "no such kind", "The kinds are `example`"),
        (f"    {KIND}\n", "", "sources.main", "`kind` is missing", "`prometheus`"),
        (KIND, "kind: [a]", "sources.main", "`kind` is missing", "`prometheus`"),
        (SOURCE_TOKEN, "    tokn_env: X", "sources.main.tokn_env", "not a key", "`token_env`"),
        (SOURCE_TOKEN, "    timeout: 10", "sources.main.timeout", "no", "`10s`"),
        ("http://prometheus", "prometheus", "sources.main.url", "starts with http", "Change"),
        ("bad: 'bad'", "", f"{SLO}.query.bad", "`bad` is missing", "Add `bad:`"),
        ("total: 'all'", "totl: x, total: y", f"{SLO}.query.totl", "not a key", "`total`"),
        ("platforms:", "platforms:\n  slak: {}", "platforms.slak", "no platform", "`slack`"),
        ("platforms:", "platforms:\n  terminal: {}", "platforms.terminal", "always", "Remove"),
        ("T0123456789", "acme", "platforms.slack.workspace", "not the id", "T…"),
        (APP_TOKEN, "", "platforms.slack", "needs `app_token_env`", APP_TOKEN.strip()),
        (
            APP_TOKEN,
            "    mode: http",
            "platforms.slack",
            "needs `signing_secret_env`",
            "`signing_secret_env: SLACK_SIGNING_SECRET`",
        ),
        (
            APP_TOKEN,
            f"    mode: sockt\n{APP_TOKEN}",
            "platforms.slack.mode",
            "`sockt` is not one of",
            "Did you mean `socket`?",
        ),
    ],
)
def test_what_an_adapter_does_not_know_is_named(
    old: str, new: str, path: str, message: str, fix: str
) -> None:
    problem = only_problem((old, new))
    assert problem.path == path
    assert message in problem.message
    assert fix in problem.fix


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("bot_token_env: SLACK_BOT_TOKEN", f"bot_token_env: {LITERAL}"),
        ("    bot_token_env:", f"    bot_token: {LITERAL}\n    bot_token_env:"),
        ("    bot_token_env:", f"    signing_secret: {LITERAL}\n    bot_token_env:"),
        ("    bot_token_env:", f"    token: {LITERAL}\n    bot_token_env:"),
        ("token_env: PROM", f"token: {LITERAL}\n    token_env: PROM"),
        ("token_env: PROM", f"password: {LITERAL}\n    token_env: PROM"),
        ("version: 1", f"version: 1\napi-key: {LITERAL}"),
        ("version: 1", f"version: {LITERAL}"),
        ("version: 1", f"version: 1\n{LITERAL}: yes"),
        ("side: sponsor", f"side: {LITERAL}"),
        ("zone: Europe/Berlin", f"zone: {LITERAL}"),
        ("99.95%", LITERAL),
        ("due: 2026-12-15", f"due: {LITERAL}"),
        ("manager: dana", f"manager: {LITERAL}"),
        ("sponsor: dana", f"sponsor: {LITERAL}"),
        ("lead: alice", f"lead: {LITERAL}"),
        ("kind: prometheus", f"kind: {LITERAL}"),
        ("workspace: T0123456789", f"workspace: {LITERAL}"),
        ("email: alice@example.com", f"email: {LITERAL}"),
        ("  search:\n", f"  {LITERAL}:\n"),
        ("    url:", f"    {LITERAL}:"),
    ],
)
def test_a_secret_is_never_repeated_wherever_it_stands(old: str, new: str) -> None:
    problems = problems_of(changed((old, new)))
    assert problems
    assert LITERAL not in repr(problems)


@pytest.mark.parametrize(
    ("key", "instead"),
    [
        ("bot_token", "bot_token_env: SLACK_BOT_TOKEN"),
        ("token", "bot_token_env: SLACK_BOT_TOKEN"),
        ("signing_secret", "signing_secret_env: SLACK_SIGNING_SECRET"),
        ("app-token", "app_token_env: SLACK_APP_TOKEN"),
    ],
)
def test_a_literal_secret_is_told_the_variables_key(key: str, instead: str) -> None:
    problem = only_problem(("    bot_token_env:", f"    {key}: hunter2\n    bot_token_env:"))
    assert problem.message == f"`{key}` would put a secret into this file."
    assert f"`{instead}`" in problem.fix


def test_where_nothing_needs_a_secret_it_is_to_be_removed() -> None:
    problem = only_problem(("version: 1", "version: 1\npassword: hunter2"))
    assert problem.fix.startswith("Remove it")


@pytest.mark.parametrize(
    "value", ["hunter2", "8f742231b10e8888abcd99yyyzzz85a5", "with-dash", "A B"]
)
def test_a_variables_name_is_no_secret(value: str) -> None:
    problem = only_problem(("bot_token_env: SLACK_BOT_TOKEN", f"bot_token_env: {value}"))
    assert "never the secret itself" in problem.message
    assert value not in repr(problem)


def test_a_file_loads_without_its_secrets_and_names_the_missing_ones() -> None:
    config = good()
    missing = config.missing_secrets({"SLACK_BOT_TOKEN": "x", "SLACK_APP_TOKEN": " "})
    assert [(problem.path, problem.line) for problem in missing] == [
        ("sources.main.token_env", 17),
        ("platforms.slack.app_token_env", 45),
    ]
    assert all("is not set" in problem.message for problem in missing)


def test_a_secret_comes_from_the_environment() -> None:
    assert secret("SLACK_BOT_TOKEN", {"SLACK_BOT_TOKEN": " xoxb-1 \n"}) == "xoxb-1"
    with pytest.raises(ConfigError, match="SLACK_BOT_TOKEN is not set"):
        secret("SLACK_BOT_TOKEN", {})
