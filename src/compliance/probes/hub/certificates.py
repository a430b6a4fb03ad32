"""TLS towards a hub: whom to trust, and the certificate of the caller, read from where its reference points."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import ndxp_sdk
from compliance.model.system_errors import not_read
from compliance.model.text import Message
from compliance.probes.credential_reference import PLACES, place_beside
from compliance.probes.errors import CredentialUnusable
from compliance.probes.hub.credential import HubCredential
from compliance.probes.hub.problems import problem_of
from ndxp_sdk.errors import MissingExtra, SecretUnavailable

_FILE: Final = "file:"
_LONGEST: Final = 1024 * 1024
# The first byte of every PKCS#12 file: a SEQUENCE (RFC 7292, 4; X.690, 8.9)
_SEQUENCE: Final = b"\x30"
_MEMBERS: Final = frozenset({"certificate", "key", "pkcs12", "password"})


@contextmanager
def tls_of(credential: HubCredential | None, ca_file: Path | None) -> Iterator[ndxp_sdk.Tls]:
    """Give the settings of TLS until the end of the block, with the certificate that a credential leads to.

    A key that is in no file of its own lies in a private one until then. Raises `CredentialUnusable`.
    """
    with TemporaryDirectory(prefix="compliance-") as folder:
        given = _certificate(credential, Path(folder)) if credential is not None else {}
        tls = ndxp_sdk.Tls(ca=ca_file, **given)
        if credential is not None:
            _try(tls, credential)
        try:
            yield tls
        finally:
            for file in Path(folder).iterdir():
                file.write_bytes(os.urandom(file.stat().st_size))


def _try(tls: ndxp_sdk.Tls, credential: HubCredential) -> None:
    problem: CredentialUnusable | None = None
    try:
        tls.context()
    except MissingExtra:
        problem = _refusal("the credential {credential} needs cryptography, which the extra jwt brings", credential)
    except SecretUnavailable as error:
        problem = _unavailable(credential, error)
    except ndxp_sdk.NdxpError:
        template = (
            "the credential {credential} is no certificate with its key as PEM or PKCS#12 that opens with its password"
        )
        problem = _refusal(template, credential)
    if problem is not None:
        raise problem  # outside the handlers, because a traceback may show a part of the key


def _certificate(credential: HubCredential, folder: Path) -> dict[str, Any]:
    """Return the settings of TLS that show a certificate."""
    file = Path(credential.place.removeprefix(_FILE)).expanduser()
    if credential.place.startswith(_FILE) and _is_pkcs12(file):
        return {"pkcs12": file}
    text = _read(credential, credential.place).strip()
    if not text.startswith("{"):
        return {"client_certificate": _written(text, folder)}
    members = members_of(text)
    if members is None or not _MEMBERS.issuperset(members):
        template = "the credential {credential} is JSON with other members than {known}"
        raise _refusal(template, credential, known=", ".join(sorted(_MEMBERS)))
    if credential.place.startswith(_FILE):  # because files are named from beside the one that names them
        members = {name: place_beside(each, str(file.parent)) for name, each in members.items()}
    password = members.get("password")
    secret = ndxp_sdk.Secret(_read(credential, password)) if password is not None else None
    if bundle := members.get("pkcs12"):
        return {"pkcs12": Path(bundle.removeprefix(_FILE)).expanduser(), "password": secret}
    parts = [_public(credential, members.get("certificate", "")), _read(credential, members.get("key", ""))]
    return {"client_certificate": _written("\n".join(parts), folder), "password": secret}


def members_of(text: str) -> dict[str, str] | None:
    """Return the members of a JSON object of texts, None if it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    is_plain = isinstance(found, dict) and all(isinstance(each, str) for each in found.values())
    return found if is_plain else None


def _is_pkcs12(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(1) == _SEQUENCE
    except OSError:
        return False  # because reading it as a secret says why


def _read(credential: HubCredential, given: str) -> str:
    """Return a text, or what it refers to."""
    if not given.startswith(PLACES):
        return given
    try:
        return ndxp_sdk.Secret.at(given).reveal()
    except ndxp_sdk.NdxpError as error:
        problem = _unavailable(credential, error)
    raise problem


def _public(credential: HubCredential, given: str) -> str:
    """Return a certificate, or what it refers to: its file may be read by all."""
    if not given.startswith(_FILE):
        return _read(credential, given)
    file = Path(given.removeprefix(_FILE)).expanduser()
    try:
        return file.read_text("ascii", errors="replace")[:_LONGEST]
    except (OSError, ValueError) as error:
        template = "the credential {credential} names a certificate that cannot be read: {problem}"
        raise _refusal(template, credential, problem=not_read(str(file), error)) from None


def _written(text: str, folder: Path) -> Path:
    """Write what TLS takes from a file only, where nobody else can read it."""
    file = folder / "client.pem"
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")
    return file


def _unavailable(credential: HubCredential, error: ndxp_sdk.NdxpError) -> CredentialUnusable:
    return CredentialUnusable(
        Message.of(
            "the credential {credential} could not be had: {problem}",
            credential=str(credential),
            problem=problem_of(error),
        )
    )


def _refusal(template: str, credential: HubCredential, **parameters: str | Message) -> CredentialUnusable:
    return CredentialUnusable(Message.of(template, credential=str(credential), **parameters))
