"""Teams' messages, as bytes on the wire, each with an id of its own and a signed token."""

from __future__ import annotations

import json
import time
import uuid
from functools import cache

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

APP_ID = "3f2a7d10-5c1e-4a55-9a3c-0f6f5b0d7e11"
TENANT = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
USER = "1f0e5c5e-2b0b-4c1a-9e1b-1f2d3c4b5a69"
KEY_ID = "bench"
ECHO = "You said: "
ISSUER = "https://api.botframework.com"
HOUR_SECONDS = 3600


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def jwks() -> dict[str, object]:
    """The public key as a JSON Web Key Set, endorsed for Teams."""
    public = json.loads(RSAAlgorithm.to_jwk(_key().public_key()))
    key = {**public, "kid": KEY_ID, "use": "sig", "alg": "RS256", "endorsements": ["msteams"]}
    return {"keys": [key]}


def token(service_url: str) -> str:
    """What the Bot Connector signs; like there, one serves many activities."""
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": APP_ID,
        "serviceurl": service_url,
        "nbf": now,
        "iat": now,
        "exp": now + HOUR_SECONDS,
    }
    return jwt.encode(claims, _key(), algorithm="RS256", headers={"kid": KEY_ID})


def message(text: str, *, conversation: str, service_url: str, signed: str) -> bytes:
    """One message in a personal chat."""
    activity = {
        "type": "message",
        "id": uuid.uuid4().hex,
        "timestamp": "2026-11-23T12:00:00.000Z",
        "localTimestamp": "2026-11-23T13:00:00.000+01:00",
        "localTimezone": "Europe/Berlin",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {"id": f"29:{USER}", "name": "Alice Nakamura", "aadObjectId": USER},
        "conversation": {
            "conversationType": "personal",
            "tenantId": TENANT,
            "id": conversation,
        },
        "recipient": {"id": f"28:{APP_ID}", "name": "sre"},
        "text": text,
        "textFormat": "plain",
        "locale": "en-US",
        "entities": [{"locale": "en-US", "country": "US", "platform": "Web", "type": "clientInfo"}],
        "channelData": {"tenant": {"id": TENANT}},
    }
    body = json.dumps(activity)
    head = (
        "POST /api/messages HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json; charset=utf-8",
        f"Content-Length: {len(body)}",
        f"Authorization: Bearer {signed}",
    )
    return ("\r\n".join(head) + "\r\n\r\n" + body).encode()
