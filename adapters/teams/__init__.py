"""Teams: verify, acknowledge, translate, draw, send.

Nothing is imported here, so that reading the settings loads none of Microsoft's libraries. The
doors: ``settings.Settings``, ``opening.opened``, ``manifest.printed`` and ``check.check``.
"""
