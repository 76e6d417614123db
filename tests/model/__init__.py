"""The rules of the domain, each by its worked example and by what holds for all numbers."""
