"""Tests against real parts: servers started here, on loopback, with known contents."""
