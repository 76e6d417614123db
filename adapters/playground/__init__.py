"""A local chat in the browser, to try Rapport without Slack or Teams: loopback only, forgetful."""

from adapters.playground.clock import MovableClock
from adapters.playground.rooms import DOOR
from adapters.playground.server import Playground
from adapters.playground.state import Opening

__all__ = ["DOOR", "MovableClock", "Opening", "Playground"]
