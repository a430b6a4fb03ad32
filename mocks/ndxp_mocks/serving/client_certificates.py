"""Client certificates of the mock hub: whose they are, and files for programs that show them."""

import hashlib
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509

from ndxp_mocks.hub.state.clock import stamp_of
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.platform.settings import Settings
from ndxp_mocks.serving.certificate_authority import Authority

USUAL_LIFE: Final = timedelta(days=90)
_BEFORE: Final = timedelta(days=1)
_PRIVATE: Final = 0o600


@dataclass(frozen=True, slots=True)
class ClientCertificate:
    """A certificate that a system may show, and its key, both as files in PEM."""

    system_id: str
    certificate_file: Path
    key_file: Path

    @property
    def certificate_pem(self) -> str:
        return self.certificate_file.read_text(encoding="ascii")


def context_with_clients(authority: Authority) -> ssl.SSLContext:
    """Return a context that asks for a client certificate and does without.

    Certificates count as they are registered.
    """
    context = authority.context(Settings(protocols=("http/1.1",)))
    context.verify_mode = ssl.CERT_OPTIONAL
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN  # because a self-signed one is as good once it is accepted
    context.load_verify_locations(cadata=authority.certificate)
    return context


def accept(world: World, context: ssl.SSLContext, system_id: str, certificate_pem: str) -> None:
    """Let the system connect with this certificate, whoever issued it.

    Raises KeyError for a system that is not registered.
    """
    certificate = x509.load_pem_x509_certificate(certificate_pem.encode("ascii"))
    context.load_verify_locations(cadata=certificate_pem)
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate_pem)).hexdigest()
    entry = {"sha256": digest, "not_after": stamp_of(certificate.not_valid_after_utc.timestamp())}
    with world.lock:
        known = world.catalog.systems.rows[system_id]["certificates"]
        world.catalog.systems.change(system_id, certificates=[*known, entry])


def issue(authority: Authority, system_id: str, files: Path, life: timedelta = USUAL_LIFE) -> ClientCertificate:
    """Return a new certificate of the hub's own authority, written to `files` with the endings .pem and .key."""
    now = datetime.now(UTC)
    starts = min(now, now + life) - _BEFORE  # because a certificate that has ended must have begun before
    name = system_id.replace("/", ":")[:64]
    leaf = authority.authority.issue_cert(
        common_name=name, organization_name="ndxp-mocks (SIMULATED)", not_before=starts, not_after=now + life
    )
    issued = ClientCertificate(system_id, files.with_suffix(".pem"), files.with_suffix(".key"))
    issued.certificate_file.write_bytes(leaf.cert_chain_pems[0].bytes())
    issued.key_file.touch(_PRIVATE)
    issued.key_file.chmod(_PRIVATE)  # because touch leaves a file that was there as it is
    issued.key_file.write_bytes(leaf.private_key_pem.bytes())
    return issued
