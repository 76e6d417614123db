"""Whole journeys: real processes, a Slack, a real Prometheus; from the question to the answer."""
