"""A certificate authority of our own, and a certificate for loopback that it signed."""

from __future__ import annotations

import ssl
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.real.require import require_real

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Certificates:
    """Files in PEM: the authority's certificate, and what a server needs to prove who it is."""

    authority: Path
    certificate: Path
    key: Path

    @property
    def server(self) -> ssl.SSLContext:
        """The context of a server that shows the certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context


def make_certificates(directory: Path) -> Certificates:
    """Make both in a directory, valid for a day."""
    openssl = require_real("openssl")
    authority, authority_key = directory / "ca.pem", directory / "ca.key"
    certificate, key = directory / "server.pem", directory / "server.key"
    new = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    new += ["-nodes", "-days", "1"]
    own = ["-subj", "/CN=Our CA", "-addext", "keyUsage=critical,keyCertSign"]
    signed = ["-subj", "/CN=Our server", "-addext", "subjectAltName=IP:127.0.0.1"]
    signed += ["-addext", "basicConstraints=critical,CA:FALSE"]
    signed += ["-CA", str(authority), "-CAkey", str(authority_key)]
    for command in (
        [*new, *own, "-keyout", str(authority_key), "-out", str(authority)],
        [*new, *signed, "-keyout", str(key), "-out", str(certificate)],
    ):
        subprocess.run(command, check=True, capture_output=True)
    return Certificates(authority, certificate, key)
