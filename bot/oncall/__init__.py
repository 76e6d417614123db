"""Who is on call, and who stands in for whom. Start at ``OnCall``."""

from bot.oncall.reading import Known, OnCall

__all__ = ["Known", "OnCall"]
