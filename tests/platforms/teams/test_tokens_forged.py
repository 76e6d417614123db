"""What Microsoft did not sign gets 401, in whatever way it is signed otherwise."""

import hmac
import json
from collections.abc import AsyncIterator

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256, SHA512

from tests.fakes.entra import forged, pair
from tests.fakes.entra.forging import encoded, signed_by
from tests.platforms.teams.door import Door, door
from tests.platforms.teams.forgeries import Forge, changed, signed


@pytest.fixture
async def teams() -> AsyncIterator[Door]:
    async with door() as teams:
        yield teams


def with_the_public_key(encoding: str) -> Forge:
    """HS256, with what everybody can read as the secret."""

    def forge(door: Door) -> str:
        public = door.entra.pair.private.public_key()
        info = serialization.PublicFormat.SubjectPublicKeyInfo
        secrets = {
            "pem": public.public_bytes(serialization.Encoding.PEM, info),
            "der": public.public_bytes(serialization.Encoding.DER, info),
            "jwk": json.dumps(door.entra.pair.jwk).encode(),
            "modulus": door.entra.pair.jwk["n"].encode(),
        }
        secret = secrets[encoding]
        header = signed(alg="HS256", how=lambda data: hmac.digest(secret, data, "sha256"))(door)
        assert header is not None
        return header

    return forge


def by_the_right_key(algorithm: str) -> Forge:
    """An algorithm that nobody agreed upon."""

    def forge(door: Door) -> str | None:
        private = door.entra.pair.private
        pss = padding.PSS(padding.MGF1(SHA256()), padding.PSS.DIGEST_LENGTH)
        ways = {
            "RS512": lambda data: private.sign(data, padding.PKCS1v15(), SHA512()),
            "PS256": lambda data: private.sign(data, pss, SHA256()),
        }
        return signed(alg=algorithm, how=ways[algorithm])(door)

    return forge


def claiming(claims: object) -> str:
    return encoded(json.dumps(claims).encode())


FORGED: dict[str, Forge] = {
    "unsigned": signed(alg="none", how=lambda _data: b""),
    "unsigned, in capitals": signed(alg="NONE", how=lambda _data: b""),
    "unsigned, without a key": signed(alg="none", kid=None, how=lambda _data: b""),
    "no algorithm": signed(alg=None),
    "an algorithm of another kind": signed(alg=["RS256"]),
    "an empty signature": signed(how=lambda _data: b""),
    "a signature cut short": changed(lambda header, claims, sign: f"{header}.{claims}.{sign[:-4]}"),
    "no signature": changed(lambda header, claims, _sign: f"{header}.{claims}"),
    "HS256 with the key in PEM": with_the_public_key("pem"),
    "HS256 with the key in DER": with_the_public_key("der"),
    "HS256 with the key as JSON": with_the_public_key("jwk"),
    "HS256 with the key's number": with_the_public_key("modulus"),
    "RS512": by_the_right_key("RS512"),
    "PS256": by_the_right_key("PS256"),
    "another key under the right name": signed(by=pair("another")),
    "another key that it brings itself": signed(by=pair("another"), jwk=pair("another").jwk),
    "tampered claims": changed(
        lambda header, _claims, sign: f"{header}.{claiming({'aud': 'us'})}.{sign}"
    ),
    "tampered header": changed(
        lambda _header, claims, sign: (
            f"{claiming({'alg': 'RS256', 'kid': 'first', 'x': 1})}.{claims}.{sign}"
        )
    ),
    "unknown key": signed(by=pair("another"), kid="another"),
    "no key id": signed(kid=None),
    "an empty key id": signed(kid=""),
    "a number as key id": signed(kid=1),
    "a list as key id": signed(kid=["first"]),
    "an object as key id": signed(kid={"first": "first"}),
    "an extension that must be understood": signed(crit=["exp"], exp=1),
    "claims that come elsewhere": signed(b64=False, crit=["b64"]),
    "claims that are a list": changed(
        lambda header, _claims, sign: f"{header}.{claiming([])}.{sign}"
    ),
    "a header that is a list": changed(
        lambda _header, claims, sign: f"{claiming([])}.{claims}.{sign}"
    ),
    "a header that is deep": changed(
        lambda _header, claims, sign: f"{encoded(b'[' * 3000)}.{claims}.{sign}"
    ),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
async def test_a_forgery_gets_401(teams: Door, forge: Forge) -> None:
    answered = await teams.send(authorization=forge(teams))

    assert (answered.status, answered.heard, answered.text) == (401, 0, "")


async def test_a_forgery_after_a_genuine_message_is_still_one(teams: Door) -> None:
    assert (await teams.send(authorization=teams.genuine())).status == 202

    forgery = signed(by=pair("another"))(teams)

    assert (await teams.send(authorization=forgery)).status == 401


@pytest.mark.parametrize("claims", [b"", b"{", b"\xff", b"[" * 2000, b"9" * 5000])
async def test_what_is_rightly_signed_has_to_be_claims(teams: Door, claims: bytes) -> None:
    pair = teams.entra.pair
    token = forged(claims, header={"alg": "RS256", "kid": pair.kid}, sign=signed_by(pair))

    answered = await teams.send(authorization=f"Bearer {token}")

    assert (answered.status, answered.heard) == (401, 0)


@pytest.mark.parametrize("token", [b"\xff", b"\xff.\xfe.\xfd", b"\xc3\xa9.\xc3\xa9.\xc3\xa9"])
async def test_bytes_that_are_no_letters_are_no_token(teams: Door, token: bytes) -> None:
    answered = await teams.send_raw(b"Bearer " + token)

    assert (answered.status, answered.heard) == (401, 0)


async def test_a_header_as_it_goes_over_the_wire_is_believed(teams: Door) -> None:
    answered = await teams.send_raw(teams.genuine().encode())

    assert (answered.status, answered.heard) == (202, 1)


@pytest.mark.parametrize(
    ("algorithm", "kid"),
    [("none", "x"), ("HS256", "x"), ("RS512", "x"), ("ES256", "x"), ("RS256", ""), ("RS256", None)],
)
async def test_what_cannot_be_right_costs_no_look_for_a_key(
    teams: Door, algorithm: str, kid: str | None
) -> None:
    forgery = signed(alg=algorithm, kid=kid)(teams)

    assert (await teams.send(authorization=forgery)).status == 401
    assert not any(teams.entra.asked.values())
