"""Tests of running Rapport: as a process of its own, as people and machines find it."""
