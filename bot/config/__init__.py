"""The configuration: app.yaml → Config, or every problem at once. Start at ``load``."""

from bot.config.adapted import SourceConfig
from bot.config.loading import Config, Storage, load, read
from bot.config.problems import ConfigError, Problem
from bot.config.schemas import Schemas
from bot.config.secrets import secret
from bot.config.section import Section

__all__ = [
    "Config",
    "ConfigError",
    "Problem",
    "Schemas",
    "Section",
    "SourceConfig",
    "Storage",
    "load",
    "read",
    "secret",
]
