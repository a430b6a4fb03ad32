"""Settings for TLS: whom to trust, and as whom to appear."""

import ssl
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from ndxp_sdk._validators import FLAG, FLAG_OR_NONE, PATH_OR_NONE, TEXT_OR_NONE, TEXTS, Table, an, check, or_none
from ndxp_sdk.errors import Facts, InvalidConfiguration, TlsFailed
from ndxp_sdk.tls._loading import is_der, load_pair, load_trusted

if TYPE_CHECKING:
    from ndxp_sdk.secrets import Secret
    from ndxp_sdk.tls._certificate import Certificate

Stamps: TypeAlias = tuple[tuple[int, int, int], ...]
"""What tells one version of files from another."""
_FINGERPRINT: Final = 64


@dataclass(frozen=True, slots=True)
class Tls:
    """Settings for TLS. The files are read again for new connections when they have changed.

    Without `ca` the store of the operating system is trusted. `ca` is a file of certificates in PEM, one in DER, or a
    folder of hashed ones, for instance the self-signed certificate of the own security server; it then stands alone
    unless `system_store` is set. `client_certificate` and `client_key` are PEM files (one file may hold both),
    `pkcs12` is both in one. An encrypted key needs `password`. `pins` are SHA-256 fingerprints of the server's
    certificate, of which one has to match in addition. `server_name` is what has to stand in the certificate instead
    of the address.

    >>> Tls(ca="security-server.pem", pins=("ab" * 32,)).system_store
    """

    ca: str | Path | None = None
    system_store: bool | None = None
    client_certificate: str | Path | None = None
    client_key: str | Path | None = None
    pkcs12: str | Path | None = None
    password: "Secret | None" = None
    pins: tuple[str, ...] = ()
    server_name: str | None = None
    dangerously_accept_any_certificate: bool = False

    def __post_init__(self) -> None:
        check(self, _EXPECTED)
        if self.client_key is not None and self.client_certificate is None:
            raise InvalidConfiguration("Tls has a client_key and no client_certificate: the two belong together")
        if self.pkcs12 is not None and self.client_certificate is not None:
            raise InvalidConfiguration("Tls has both pkcs12 and client_certificate: give one of them")
        if any(len(_plain(pin)) != _FINGERPRINT or not _is_hexadecimal(_plain(pin)) for pin in self.pins):
            raise InvalidConfiguration(
                "a pin is the SHA-256 of a certificate, 64 hexadecimal digits, with or without colons"
            )

        if self.dangerously_accept_any_certificate:
            warnings.warn("TLS accepts any certificate: whoever is in between can read and change all", stacklevel=3)

    def __repr__(self) -> str:
        named = ("ca", "client_certificate", "pkcs12", "server_name")
        told = [f"{name}={str(getattr(self, name))!r}" for name in named if getattr(self, name) is not None]
        flags = ["dangerously_accept_any_certificate=True"] if self.dangerously_accept_any_certificate else []
        return f"Tls({', '.join([*told, *([f'pins={len(self.pins)}'] if self.pins else []), *flags])})"

    def context(self) -> ssl.SSLContext:
        """Return the context for the files as they are now, shared by configuration and version of the files.

        Raises:
            InvalidConfiguration: a file is missing or wrong, or a key is encrypted and there is no password.
            MissingExtra: `pkcs12` without the extra `jwt`.
            SecretUnavailable: the password could not be had.
        """
        return context_of(self, self.stamps())

    def stamps(self) -> Stamps:
        """Return stamps that tell one version of the files from another. InvalidConfiguration if one is missing."""
        return tuple(_stamp(file) for file in self._files())

    def certificates(self) -> "tuple[Certificate, ...]":
        """Validity and fingerprints of the client certificate and of what stands in `ca`, to warn in time."""
        from ndxp_sdk.tls._certificate import certificates_of  # noqa: PLC0415 - because connections do without it

        found: list[Certificate] = []
        for file in (self.client_certificate, self.ca):
            if file is not None and Path(file).is_file():
                found.extend(certificates_of(_text(file)))
        return tuple(found)

    def inspect(self, der: bytes | None) -> None:
        """Compare the server's certificate with the pins; raises TlsFailed."""
        if not self.pins:
            return
        import hashlib  # noqa: PLC0415 - because few clients have pins

        found = hashlib.sha256(der or b"").hexdigest()
        if found not in {_plain(pin) for pin in self.pins}:
            text = f"the server's certificate has the fingerprint {found}, which is none of the pins"
            hint = "if the operator confirms that it was replaced, add it to Tls(pins=…)"
            raise TlsFailed(text, Facts(origin="network", code="tls-pin", hint=hint))

    def _files(self) -> tuple[str | Path, ...]:
        given = (self.ca, self.client_certificate, self.client_key, self.pkcs12)
        return tuple(file for file in given if file is not None)


@lru_cache(maxsize=64)
def context_of(settings: Tls, stamps: Stamps) -> ssl.SSLContext:
    """Return the context for one version of the files."""
    del stamps  # it is there to be part of the key
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    _trust(context, settings)
    _appear(context, settings)
    return context


def _trust(context: ssl.SSLContext, settings: Tls) -> None:
    if settings.dangerously_accept_any_certificate:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return
    if settings.ca is not None:
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        load_trusted(context, settings.ca)
    if settings.system_store if settings.system_store is not None else settings.ca is None:
        context.load_default_certs()
        if not context.cert_store_stats()["x509_ca"] and not ssl.get_default_verify_paths().capath:
            import certifi  # noqa: PLC0415 - because it is for machines without a store

            context.load_verify_locations(cafile=certifi.where())


def _appear(context: ssl.SSLContext, settings: Tls) -> None:
    if settings.pkcs12 is not None:
        from ndxp_sdk.tls._pkcs12 import load  # noqa: PLC0415 - because it needs the extra `jwt`

        load(context, Path(settings.pkcs12), settings.password)
    elif settings.client_certificate is not None:
        load_pair(context, settings.client_certificate, settings.client_key, settings.password)


def _stamp(file: str | Path) -> tuple[int, int, int]:
    try:
        found = Path(file).stat()
    except OSError as error:
        raise InvalidConfiguration(f"{file} cannot be read: {error.strerror}") from None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _text(file: str | Path) -> str:
    try:
        content = Path(file).read_bytes()
        return ssl.DER_cert_to_PEM_cert(content) if is_der(content) else content.decode("ascii", "replace")
    except OSError as error:
        raise InvalidConfiguration(f"{file} cannot be read: {error.strerror}") from None


_EXPECTED: Final[Table] = {
    "ca": PATH_OR_NONE,
    "system_store": FLAG_OR_NONE,
    "client_certificate": PATH_OR_NONE,
    "client_key": PATH_OR_NONE,
    "pkcs12": PATH_OR_NONE,
    "password": or_none(an("secrets", "Secret", "Secret.at('env:NAME')")),
    "pins": TEXTS,
    "server_name": TEXT_OR_NONE,
    "dangerously_accept_any_certificate": FLAG,
}


def _plain(pin: str) -> str:
    return pin.replace(":", "").lower()


def _is_hexadecimal(text: str) -> bool:
    return all(character in "0123456789abcdef" for character in text)
