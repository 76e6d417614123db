"""Asks other people's servers over HTTP, on behalf of every kind of source.

The doors: ``failure.py`` (why there is no answer, fit to be said), ``secret.py`` (a token from the
environment), ``address.py`` (a server's address in app.yaml), ``access.py`` (what app.yaml says
about being let in, and whom to trust) and ``terms.py`` (the same, ready to be used), ``line.py``
(a session that opens when it is first used), ``patience.py`` (what to do when told to wait) and
``answer.py`` (from what came back to a pydantic model). Only ``line.py`` and ``terms.py`` import
aiohttp, which takes 0.3 s: name them inside the function that needs them.
"""
