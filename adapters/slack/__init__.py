"""Slack: verify, acknowledge, translate, draw, send.

Nothing is imported here, so that reading the settings loads none of Slack's libraries. The doors:
``settings.Settings``, ``opening.opened``, ``manifest.manifest`` and ``check.check``.
"""
