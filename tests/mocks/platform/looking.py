"""How these tests look at a mock platform: with the authority it names, over the TLS versions they choose."""

import socket
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from cryptography import x509

from ndxp_mocks import TOKEN, Served

ADMITTED = {"Authorization": f"Bearer {TOKEN}"}


@contextmanager
def caller(served: Served, **headers: str) -> Iterator[httpx.Client]:
    """A client that trusts the authority of the platform and nobody else."""
    context = ssl.create_default_context(cafile=str(served.ca_file))
    with httpx.Client(verify=context, base_url=f"{served.base_url}/", headers=headers, trust_env=False) as client:
        yield client


@contextmanager
def admitted_caller(served: Served) -> Iterator[httpx.Client]:
    with caller(served, **ADMITTED) as client:
        yield client


@contextmanager
def any_caller(served: Served) -> Iterator[httpx.Client]:
    """An admitted client that does not look at the certificate, for platforms whose certificate may have ended."""
    base_url = f"{served.base_url}/"
    with httpx.Client(verify=_unverified(), base_url=base_url, headers=ADMITTED, trust_env=False) as client:
        yield client


def agreed_version(served: Served, version: ssl.TLSVersion) -> str | None:
    """The version agreed on with a client that offers only this one; null where the platform refuses."""
    context = _unverified()
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        # Because Python calls TLS 1.0 deprecated, and offering it is the point.
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = version
    try:
        with _handshake(served, context) as wrapped:
            return wrapped.version()
    except (ssl.SSLError, ConnectionResetError):
        return None


def agrees_on(served: Served, ciphers: str) -> bool:
    """Whether the platform agrees with a TLS 1.2 client that offers only these ciphers."""
    context = _unverified()
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(ciphers)
    try:
        with _handshake(served, context):
            return True
    except (ssl.SSLError, ConnectionResetError):
        return False


def certificate(served: Served) -> x509.Certificate:
    """The leaf that the platform shows."""
    with _handshake(served, _unverified()) as wrapped:
        shown = wrapped.getpeercert(binary_form=True)
    assert shown is not None
    return x509.load_der_x509_certificate(shown)


def verification_error(served: Served) -> str | None:
    """What a careful client says of the certificate, null where it is content."""
    context = ssl.create_default_context(cafile=str(served.ca_file))
    try:
        with _handshake(served, context):
            return None
    except ssl.SSLCertVerificationError as error:
        return error.verify_message


def _unverified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


@contextmanager
def _handshake(served: Served, context: ssl.SSLContext) -> Iterator[ssl.SSLSocket]:
    with (
        socket.create_connection(("127.0.0.1", served.port), timeout=60) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as wrapped,
    ):
        yield wrapped
