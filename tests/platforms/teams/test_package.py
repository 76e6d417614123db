"""What ``--zip`` writes is what Teams takes, and it never writes over what is somebody's own."""

import json
import stat
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from adapters.teams import icons
from adapters.teams.order import Order
from adapters.teams.package import packed, write
from bot.errors import Usage
from tests.platforms.teams.orders import APP, OURS, drawn

TEXT = json.dumps(drawn(), indent=2)


def test_the_package_holds_the_manifest_and_the_icons_that_it_names() -> None:
    with ZipFile(BytesIO(packed(TEXT))) as package:
        assert package.testzip() is None
        manifest = json.loads(package.read("manifest.json"))
        assert package.namelist() == ["manifest.json", *manifest["icons"].values()]
        assert package.read(manifest["icons"]["color"]) == icons.colour()
        assert package.read(manifest["icons"]["outline"]) == icons.outline()


def test_the_same_app_is_packed_into_the_same_bytes() -> None:
    assert packed(TEXT) == packed(TEXT)
    with ZipFile(BytesIO(packed(TEXT))) as package:
        assert {file.date_time for file in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_everybody_may_read_what_was_packed() -> None:
    with ZipFile(BytesIO(packed(TEXT))) as package:
        for file in package.infolist():
            assert stat.filemode(file.external_attr >> 16) == "-rw-r--r--"


def test_writing_says_what_was_written_and_what_to_do_with_it(tmp_path: Path) -> None:
    file = tmp_path / "rapport-teams.zip"
    said = write(TEXT, OURS, into=file)

    assert file.read_bytes() == packed(TEXT)
    assert f"Wrote {file}: app {APP}, version 1.1.0." in said
    assert "Manage apps" in said
    assert "example.com: name" not in said


def test_an_older_package_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "rapport-teams.zip"
    write("{}", OURS, into=file)
    write(TEXT, OURS, into=file)

    assert file.read_bytes() == packed(TEXT)


@pytest.mark.parametrize("zipped", [False, True])
def test_anything_else_is_left_alone(tmp_path: Path, *, zipped: bool) -> None:
    file = tmp_path / "holidays.zip"
    if zipped:
        with ZipFile(file, "w") as other:
            other.writestr("photo.jpg", b"the sea")
    else:
        file.write_text("the sea")
    before = file.read_bytes()

    with pytest.raises(Usage, match="is no package of a Teams app") as refused:
        write(TEXT, OURS, into=file)
    assert "Name another file" in str(refused.value.next_step)
    assert file.read_bytes() == before


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(Usage, match="cannot be written: no such file or directory"):
        write(TEXT, OURS, into=tmp_path / "missing" / "rapport-teams.zip")


def test_who_names_no_website_is_told_where_people_are_sent(tmp_path: Path) -> None:
    unnamed = Order(app_id=APP, app_version="1.1.0")
    said = write(TEXT, unnamed, into=tmp_path / "rapport-teams.zip")

    assert "https://example.com" in said
    assert "--privacy" in said
