"""Fixtures; tests/conftest.py names this module in `pytest_plugins`."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from .server import Running, start_prometheus
from .steady import Steady, build_steady
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


@pytest.fixture(scope="session")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Steady]:
    """Serve a month that ends at the real present, for processes that read the machine's clock."""
    directory = tmp_path_factory.mktemp("steady")
    build_steady(directory, datetime.now(UTC))
    served = Steady(directory, start_prometheus(directory))
    yield served
    served.running.stop()
