"""Fixtures; tests/conftest.py names this module in `pytest_plugins`."""

from collections.abc import Iterator

import pytest

from .server import Running, start_prometheus
from .world import World, build_world


@pytest.fixture(scope="session")
def prometheus_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Build the world of known truth, once a session."""
    return build_world(tmp_path_factory.mktemp("prometheus"))


@pytest.fixture(scope="session")
def prometheus(prometheus_world: World) -> Iterator[Running]:
    """Serve that world from a real Prometheus, which is stopped after the session."""
    with start_prometheus(prometheus_world.directory) as running:
        yield running
