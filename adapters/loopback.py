"""Whether a name is this machine's own, past which nobody listens in."""

from __future__ import annotations

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Whether a host, without a port, is this machine itself: localhost, 127.0.0.0/8, ::1."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
