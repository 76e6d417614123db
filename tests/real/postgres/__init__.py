"""A real PostgreSQL for tests: started once a session, a database of its own for each test."""

from .server import Postgres, start_postgres

__all__ = ["Postgres", "start_postgres"]
