"""``rapport manifest teams`` as people run it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from adapters.teams.order import NOWHERE_SAID
from tests.platforms.teams.manifest_schema import refusals
from tests.platforms.teams.orders import APP, HERE
from tests.real.app_manifest import complaints
from tests.terminal.running import PLAIN, ROOT, Rapport

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal.running import Ran

SECTION = """
platforms:
  teams:
    tenant: 11111111-2222-3333-4444-555555555555
    app_id: 66666666-7777-8888-9999-000000000000
    client_secret_env: TEAMS_CLIENT_SECRET
"""


@pytest.fixture
def rapport(tmp_path: Path) -> Rapport:
    """The command line in an empty folder."""
    return Rapport(tmp_path)


def read(ran: Ran) -> dict[str, Any]:
    assert (ran.status, ran.err) == (0, NOWHERE_SAID + "\n")
    found: dict[str, Any] = json.loads(ran.out)
    return found


def refused(ran: Ran) -> str:
    assert ran.status == 2
    assert "Traceback" not in ran.err
    return " ".join((ran.out + ran.err).split())


def test_the_manifest_is_printed_for_the_app_of_app_yaml(rapport: Rapport) -> None:
    (rapport.folder / "app.yaml").write_text((ROOT / "app.yaml").read_text() + SECTION)
    printed = read(rapport("manifest", "teams"))

    assert printed["id"] == APP
    assert list(refusals(printed)) == []


def test_who_names_no_address_is_warned_beside_what_is_printed(rapport: Rapport) -> None:
    unnamed = rapport("manifest", "teams", "--app-id", APP)
    named = rapport("manifest", "teams", "--app-id", APP, "--url", HERE)

    assert "https://example.com" in unnamed.err
    assert "--url" in unnamed.err
    assert json.loads(unnamed.out)["developer"]["websiteUrl"] == "https://example.com"
    assert (named.status, named.err) == (0, "")


def test_the_configuration_may_have_another_name(rapport: Rapport) -> None:
    (rapport.folder / "my.yaml").write_text((ROOT / "app.yaml").read_text() + SECTION)

    assert read(rapport("manifest", "teams", "--config", "my.yaml"))["id"] == APP


def test_the_package_is_written_and_teams_takes_it(rapport: Rapport) -> None:
    words = ("--app-id", APP, "--url", HERE, "--zip", "rapport-teams.zip")
    first = rapport("manifest", "teams", *words)
    file = rapport.folder / "rapport-teams.zip"
    before = file.read_bytes()
    again = rapport("manifest", "teams", *words)

    assert (first.status, first.err) == (0, "")
    assert first.out.startswith(f"Wrote rapport-teams.zip: app {APP}, version ")
    assert again.out == first.out
    assert file.read_bytes() == before
    with ZipFile(file) as package:
        manifest = json.loads(package.read("manifest.json"))
        assert {"color.png", "outline.png"} <= set(package.namelist())
    assert manifest["developer"]["privacyUrl"] == HERE
    assert list(refusals(manifest)) == []


def test_microsofts_own_schema_takes_what_is_printed(rapport: Rapport) -> None:
    assert complaints(read(rapport("manifest", "teams", "--app-id", APP))) == []
    assert complaints(read(rapport("manifest", "teams", "--app-id", APP, "--slash"))) == []


def test_no_picture_is_drawn_for_what_is_only_printed(rapport: Rapport) -> None:
    quick = rapport("manifest", "teams", "--app-id", APP)

    assert read(quick)["icons"] == {"color": "color.png", "outline": "outline.png"}
    assert list(rapport.folder.iterdir()) == []


def test_none_of_microsofts_libraries_is_loaded_for_it() -> None:
    loads = "import sys, adapters.teams.manifest, adapters.teams.package; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", loads], env=PLAIN, capture_output=True, text=True, check=True
    ).stdout.split()

    assert "adapters.teams.settings" in loaded
    assert {"botbuilder", "botframework", "aiohttp"} & set(loaded) == set()


def test_each_permission_is_explained_without_an_app(rapport: Rapport) -> None:
    ran = rapport("manifest", "teams", "--explain")

    assert (ran.status, ran.err) == (0, "")
    assert "identity: " in ran.out
    assert "no permission of Microsoft Graph" in ran.out


def test_without_an_app_id_it_is_said_where_to_find_it(rapport: Rapport) -> None:
    shutil.copy(ROOT / "app.yaml", rapport.folder)
    for _ in ("the example knows no Teams", "no file at all"):
        said = refused(rapport("manifest", "teams", "--zip", "rapport-teams.zip"))
        assert "Application (client) ID" in said
        (rapport.folder / "app.yaml").unlink(missing_ok=True)
    assert list(rapport.folder.iterdir()) == []


def test_problems_of_app_yaml_are_told_only_where_it_is_needed(rapport: Rapport) -> None:
    (rapport.folder / "app.yaml").write_text("people: [\n")

    assert read(rapport("manifest", "teams", "--app-id", APP))["id"] == APP
    assert "app.yaml" in refused(rapport("manifest", "teams"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("teams", "--history"), "takes no --history"),
        (("teams", "--groups"), "takes no --groups"),
        (("slack", "--slash", "--zip", "x.zip"), "takes no --zip and no --slash"),
        (("slack", "--app-id", APP), "takes no --app-id"),
        (("teams", "--explain", "--zip", "x.zip"), "Leave out one of --explain and --zip"),
        (("teams", "--app-id", APP, "--url", "http://rapport.example.com"), "https://"),
        (("teams", "--app-id", "rapport"), "not the id of an app"),
        (("teams", "--app-id", APP, "--app-version", "0.1.0"), "1.2.0"),
        (("teams", "--app-id", APP, "--zip", "missing/x.zip"), "missing/x.zip cannot be written"),
        (("taems",), "teams"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_named(
    words: tuple[str, ...], said: str, rapport: Rapport
) -> None:
    assert said in refused(rapport("manifest", *words))
    assert list(rapport.folder.iterdir()) == []
