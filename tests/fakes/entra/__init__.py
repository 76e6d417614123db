"""Microsoft's login to test against: real HTTP on loopback, real RSA keys, strict about forms.

Build one with `async with FakeEntra() as entra`. It publishes the keys of what Teams sends
(`entra.openid_url`), signs such tokens (`entra.authorization(service_url)`), and gives the bot its
own (`entra.login_url`). `entra.trouble` and `entra.hold(…)` make it misbehave; `entra.asked` tells
who was asked how often. Forgeries are in `forging`.
"""

from tests.fakes.entra.app import App
from tests.fakes.entra.forging import forged
from tests.fakes.entra.pairs import Pair, pair
from tests.fakes.entra.server import FakeEntra
from tests.fakes.entra.trouble import Door, Trouble

__all__ = ["App", "Door", "FakeEntra", "Pair", "Trouble", "forged", "pair"]
