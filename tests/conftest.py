"""What every test may ask for."""

pytest_plugins = [
    "tests.door",
    "tests.real.postgres.fixtures",
    "tests.real.prometheus.fixtures",
]
