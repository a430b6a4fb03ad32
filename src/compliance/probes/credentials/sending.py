"""How a credential is put into a request: headers, query, TLS.

Pure, but for a certificate, which TLS takes from a file only.
"""

import json
import os
import ssl
from base64 import b64encode
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from compliance.model.dataclass import dataclass, field
from compliance.model.openapi.node import Node
from compliance.probes.credential_reference import Scheme
from compliance.probes.credentials.held import Held
from compliance.probes.net.credential import Pairs
from compliance.probes.net.tls_context import TlsOffer, verified_anew

_KEY_HEADER: Final = "X-API-Key"
_LGSP_MEMBERS: Final = ("AccessKey", "SecretKey", "AppName", "PartnerCode", "PartnerCodeCus")


@dataclass(frozen=True, slots=True)
class Parts:
    """What one credential adds to a request, and the texts in it that nobody may see."""

    headers: Pairs = field(default=(), repr=False)
    query: Pairs = field(default=(), repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    token: str | None = field(default=None, repr=False)


def bearer(token: str) -> Parts:
    """Return a token as RFC 6750 has it."""
    return Parts((("Authorization", f"Bearer {token}"),), secrets=(token,), token=token)


def basic(text: str) -> Parts:
    """Return name and password, `name:password`, as RFC 7617 has it."""
    encoded = b64encode(text.encode()).decode()
    return Parts((("Authorization", f"Basic {encoded}"),), secrets=(text, encoded, text.partition(":")[2]))


def key(text: str, scheme: Node | None) -> Parts:
    """Return a key where the document wants it: in a header, in the query, in a cookie."""
    name, place = (scheme.text("name"), scheme.text("in")) if scheme is not None else (None, None)
    match place:
        case "query" if name:
            return Parts(query=((name, text),), secrets=(text,))
        case "cookie" if name:
            return Parts((("Cookie", f"{name}={text}"),), secrets=(text,))
        case _:
            return Parts(((name or _KEY_HEADER, text),), secrets=(text,))


def lgsp(held: Held) -> Parts:
    """Return the field of provincial gateways: base64 of a JSON object, or what is that already."""
    members = held.members
    value = held.text
    if members is not None:
        ordered = {name: members[name] for name in _LGSP_MEMBERS if name in members}
        value = b64encode(json.dumps(ordered, ensure_ascii=False, separators=(",", ":")).encode()).decode()
    return Parts(((Scheme.LGSP.value, value),), secrets=(*held.secrets, value))


def plain_parts(held: Held, scheme: Node | None) -> Parts | None:
    """Return the parts of a credential that needs nothing but itself; None if it needs more. Raises for a wrong one."""
    match held.reference.scheme:
        case Scheme.BEARER:
            parts = bearer(held.text)
        case Scheme.BASIC if ":" not in held.text:
            raise held.wrong("the credential {credential} has no colon; name:password is expected")
        case Scheme.BASIC:
            parts = basic(held.text)
        case Scheme.API_KEY:
            parts = key(held.text, scheme)
        case Scheme.LGSP:
            parts = lgsp(held)
        case Scheme.SESSION:
            parts = key(held.text, scheme)
        case _:
            return None
    if not all(map(_fits_field, (value for _, value in parts.headers))):
        raise held.wrong("the credential {credential} holds characters that no header field can carry")
    return parts


def _fits_field(value: str) -> bool:
    return value.isascii() and value.isprintable() and value == value.strip() != ""


def certificate_offer(held: Held, ca_file: Path | None) -> TlsOffer:
    """Return TLS that shows the certificate in a PEM text, which holds its key too; raises `CredentialUnusable`."""
    offer = verified_anew(ca_file)
    with TemporaryDirectory(prefix="compliance-") as folder:
        file = Path(folder) / "client.pem"
        file.touch(mode=0o600)
        file.write_text(held.text, encoding="utf-8")
        try:
            offer.context.load_cert_chain(file, password=_no_password)
        except (ssl.SSLError, OSError, ValueError):
            pass  # because its text may hold a part of the file
        else:
            return offer
        finally:
            file.write_bytes(os.urandom(file.stat().st_size))
    raise held.wrong("the credential {credential} is no certificate with its key, both as PEM and without a password")


def _no_password() -> str:
    """Return no password: without this, OpenSSL would ask at the terminal."""
    return ""
