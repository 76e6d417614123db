"""Where the Web API is: at Slack, at GovSlack, and at no address that makes no sense."""

import pytest

from adapters.by_name import schemas
from adapters.slack.check import check
from adapters.slack.settings import Settings
from bot.config import Config, ConfigError, read
from tests.fakes.slack import FakeSlack
from tests.platforms.slack.house import APP_YAML, ENVIRON, INSTALLED

GOVSLACK = "https://slack-gov.com/api/"


def config(*more: str) -> Config:
    """The configuration with more lines in its last section, Slack's."""
    text = APP_YAML.read_text("utf-8") + "".join(f"    {line}\n" for line in more)
    return read(text, path=APP_YAML, schemas=schemas())


def api_url(*more: str) -> str:
    settings = config(*more).platforms["slack"]
    assert isinstance(settings, Settings)
    return settings.api_url


def test_without_a_word_it_is_slacks_own() -> None:
    assert api_url() == "https://slack.com/api/"


@pytest.mark.parametrize("written", [GOVSLACK, GOVSLACK.rstrip("/")])
def test_govslacks_address_is_taken_with_or_without_its_last_slash(written: str) -> None:
    assert api_url(f"api_url: {written}") == GOVSLACK


@pytest.mark.parametrize(
    "written",
    ["slack-gov.com", "ftp://slack-gov.com/api/", "https://me:secret@slack.com/api/", "1"],
)
def test_an_address_of_no_api_is_refused_with_a_good_one(written: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config(f"api_url: '{written}'")

    (problem,) = caught.value.problems
    assert problem.path == "platforms.slack.api_url"
    assert problem.line is not None
    assert problem.message == "This is not the address of an API."
    assert GOVSLACK in problem.fix
    assert "secret" not in repr(problem)


async def test_the_address_of_app_yaml_is_the_one_that_is_asked() -> None:
    async with FakeSlack(INSTALLED) as slack:
        with pytest.raises(ConfigError):
            await check(config(f"api_url: {slack.base_url}"), environ=ENVIRON)

        assert "auth.test" in [method for method, _, _ in slack.calls]
