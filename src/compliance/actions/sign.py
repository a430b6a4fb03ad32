"""Sign a kept dossier: a signature beside its manifest, over the hash of it, and so over every file."""

import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compliance.actions._keeping import replace_file
from compliance.actions.errors import InputError, UsageError
from compliance.actions.extras import needs_extra
from compliance.actions.settings import NetworkSettings
from compliance.actions.verify import verify
from compliance.loading.archive import SIGNATURES, member
from compliance.loading.errors import LoadError, NotUnderstood
from compliance.model.digest import sha256 as digest
from compliance.model.location import Location
from compliance.model.system_errors import not_read
from compliance.model.text import Message
from compliance.model.verification import Flaw, Signature

if TYPE_CHECKING:
    from compliance.loading.evidence.keys import SigningKey
    from compliance.loading.manifest import Manifest

_NETWORK: Final = NetworkSettings()
_PEM: Final = "-----BEGIN"


def sign(
    dossier: str | PathLike[str],
    key: str | PathLike[str],
    *,
    certificate: str | PathLike[str] | None = None,
    password: str | None = None,
    timestamp: str | None = None,
    network: NetworkSettings = _NETWORK,
) -> Signature:
    """Sign a dossier in its file, beside what others have signed, which stays as it is; returns the new signature.

    The key is a file in PEM or PKCS#12, or stays on a token (PKCS#11) of which its address is given (RFC 7512); RSA
    from 2048 bits or an elliptic curve of NIST. `password` says where its password or PIN is, as env:NAME, file:PATH or
    cmd:PROGRAM. The certificates stand beside the key or in a file of their own; without any, the key itself has to be
    trusted. At `timestamp`, an http or https address, an authority is asked for a
    time stamp (RFC 3161); it is told a hash, and no network is used without it.

        compliance.sign("a.dossier", "auditor.p12", password="env:AUDITOR_PASSWORD")
        compliance.sign("a.dossier", "pkcs11:token=Auditor?module-path=/usr/lib/token.so", password="env:AUDITOR_PIN")

    Raises:
        UsageError: what signing needs is not installed; the password cannot be had; the key itself was given.
        InputError: the dossier has flaws; key or certificate cannot be used; no time stamp could be had.
        NotWritten: the file could not be written, or changed meanwhile.
    """
    if _PEM in str(key):
        raise UsageError(Message.of("--key takes the name of a file, never the key itself"))
    path = Path(dossier)
    try:
        with needs_extra():
            return _signed(path, signing_key(str(key), certificate, password), timestamp, network)
    except LoadError as error:
        told = InputError.of(error)
        told.remedy = error.remedy
        raise told from error


def signing_key(place: str, certificate: str | PathLike[str] | None, password: str | None) -> "SigningKey":
    """Return the key in a file or on a token; raises `UsageError` without its password, `LoadError` for none."""
    from compliance.loading.evidence.keys import read_signing_key  # noqa: PLC0415 - because it brings cryptography
    from compliance.probes.errors import CredentialUnusable  # noqa: PLC0415 - because settings need none of the errors
    from compliance.probes.secret_reference import read_secret_reference  # noqa: PLC0415

    try:
        secret = read_secret_reference(password).reveal().encode() if password is not None else None
    except CredentialUnusable as error:
        raise UsageError(error.message) from None  # because a traceback may show the secret
    return read_signing_key(place, Path(certificate) if certificate is not None else None, secret)


def _signed(path: Path, key: "SigningKey", timestamp: str | None, network: NetworkSettings) -> Signature:
    from compliance.loading.evidence import signature_file  # noqa: PLC0415 - because it brings joserfc

    now, before = datetime.now(UTC), _content(path)
    _require_valid(path, key, now)
    sha256, manifest = _intact(path)
    made = signature_file.made(key, sha256, manifest, now)
    if timestamp is not None:
        made = signature_file.with_stamp(made, _stamp(timestamp, signature_file.value_of(made), network))
    content = f"{json.dumps(made, indent=1)}\n".encode()
    name = f"{SIGNATURES}{digest(content)[:16]}.json"
    replace_file(path, before, _with_member(before, name, content))
    (found,) = (each for each in verify(path).dossiers[0].signatures if each.name == name)
    return found


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise NotUnderstood(Location(path.as_posix()), not_read(path.as_posix(), error)) from error


def _require_valid(path: Path, key: "SigningKey", now: datetime) -> None:
    """Raise `NotUnderstood` if the certificate is not valid today: whoever verifies would refuse it."""
    from compliance.loading.evidence.certificates import is_valid_at  # noqa: PLC0415 - because it brings cryptography

    if key.chain and not is_valid_at(key.chain[0], now):
        start, end = key.chain[0].not_valid_before_utc, key.chain[0].not_valid_after_utc
        template = "not signed: the certificate is valid from {start} to {end}"
        raise NotUnderstood(Location(path.as_posix()), Message.of(template, start=start, end=end))


def _intact(path: Path) -> "tuple[str, Manifest]":
    """Return the digest of the manifest, and the manifest, of a dossier without a flaw; raises `NotUnderstood`."""
    from compliance.loading.evidence.members import MOST_SIGNATURES, examine  # noqa: PLC0415 - because it brings pydantic

    members = examine(path)
    flaws = [_said(path, flaw) for flaw in members.flaws]
    if flaws or members.manifest is None or members.sha256 is None:
        raise NotUnderstood.of(flaws)
    if len(members.signatures) >= MOST_SIGNATURES:
        message = Message.of("not signed: it has {limit} signatures, more are not read", limit=MOST_SIGNATURES)
        raise NotUnderstood(Location(path.as_posix()), message)
    return members.sha256, members.manifest


def _said(path: Path, flaw: Flaw) -> tuple[Location, Message]:
    place = Location("/".join(filter(None, (path.as_posix(), flaw.name))))
    return place, Message.of("not signed, because it is not as it was kept: {reason}", reason=flaw.message)


def _stamp(address: str, value: bytes, network: NetworkSettings) -> bytes:
    """Return the answer of a stamp authority over the bytes of a signature; raises `NotUnderstood`."""
    from compliance.loading.evidence import stamps  # noqa: PLC0415 - because it brings rfc3161_client
    from compliance.probes.errors import FetchError  # noqa: PLC0415 - because most signatures need no network
    from compliance.probes.time_stamp import ask  # noqa: PLC0415 - as above

    request = stamps.request(value)
    try:
        answer = ask(address, request.as_bytes(), network)
    except FetchError as error:
        raise NotUnderstood(Location(_shown(address)), error.message, error.remedy) from error
    if not stamps.answers(answer, request):
        message = Message.of("the authority gave no time stamp of what was asked")
        raise NotUnderstood(Location(_shown(address)), message)
    return answer


def _shown(address: str) -> str:
    """Return the address without what may hold a key."""
    from compliance.probes.net.url import read_url  # noqa: PLC0415 - because most signatures need no network

    url = read_url(address)
    return str(url.without_query) if url is not None else "--timestamp"


def _with_member(before: bytes, name: str, content: bytes) -> bytes:
    """Return the archive with one more member; the bytes of the others stay as they are."""
    stream = BytesIO(before)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member(name), content)
    return stream.getvalue()
