"""Every scene as it is drawn, one file each; read the diff before renewing them."""

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension

from bot.drawing import Theme, svg
from tests.drawing import timelines
from tests.drawing.scenes import SCENES, Scene, at_risk


@pytest.fixture
def drawing(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SVGImageSnapshotExtension)


@pytest.mark.golden
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_a_scene_is_drawn_as_it_was(scene: Scene, drawing: SnapshotAssertion) -> None:
    assert _by_line(svg(scene(), theme=Theme.LIGHT)) == drawing


@pytest.mark.golden
@pytest.mark.parametrize("theme", [Theme.AUTO, Theme.DARK])
def test_a_theme_is_drawn_as_it_was(theme: Theme, drawing: SnapshotAssertion) -> None:
    assert _by_line(svg(at_risk(), theme=theme)) == drawing


@pytest.mark.golden
@pytest.mark.parametrize("scene", timelines.SCENES, ids=lambda scene: scene.__name__)
def test_a_timeline_is_drawn_as_it_was(scene: timelines.Scene, drawing: SnapshotAssertion) -> None:
    assert _by_line(svg(scene(), theme=Theme.LIGHT)) == drawing


@pytest.mark.golden
@pytest.mark.parametrize("theme", [Theme.AUTO, Theme.DARK])
def test_a_timeline_on_a_phone_is_drawn_as_it_was(theme: Theme, drawing: SnapshotAssertion) -> None:
    assert _by_line(svg(timelines.two_sides(), theme=theme, size=(320, 220))) == drawing


def _by_line(drawing: str) -> str:
    return drawing.replace("><", ">\n<")
