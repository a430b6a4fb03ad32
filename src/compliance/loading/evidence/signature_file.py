"""A signature as it lies in a dossier: a JSON Web Signature (RFC 7515) in flattened JSON with detached content.

What is signed is the SHA-256 of the manifest as hexadecimal digits, and the manifest holds the SHA-256 of every file.
The content is left out (RFC 7515, appendix F); the protected header says of which dossier it is, and when it was made:

    {"protected": {"alg": "ES256", "typ": "compliance-signature/1", "iat": 1795000000, "x5c": ["…"],
                   "dossier": {"id": "…", "collected_at": "…", "sha256": "…"}},
     "header": {"timestamp": "…"}, "signature": "…"}

`x5c` holds the certificates, the own one first; without any, `jwk` holds the public key. `timestamp` is the answer of
an authority (RFC 3161) over the bytes of the signature, in base64.
"""

import json
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from compliance.loading.evidence.certificates import MOST_CERTIFICATES, PublicKey, is_fit
from compliance.loading.evidence.keys import SigningKey
from compliance.loading.evidence.members import LARGEST_SIGNATURE
from compliance.loading.manifest import Manifest
from compliance.model.dataclass import dataclass

FORM: Final = "compliance-signature/1"
_OF_CURVES: Final = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}
_OF_RSA: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
_HEX: Final = frozenset("0123456789abcdef")
_BROKEN: Final = (
    AttributeError, JoseError, LookupError, OSError, OverflowError, RecursionError, TypeError, ValueError,
    x509.InvalidVersion,
)  # fmt: skip
"""What is raised where something stands in place of what is expected; the whole then is no signature."""


@dataclass(frozen=True, slots=True)
class ReadSignature:
    """A signature whose value fits what its header says; `sha256`, `id` and `collected_at` say what was signed.

    `value` are the bytes of the signature, `stamp` those of the time stamp, None if it has none.
    """

    key: PublicKey
    chain: tuple[x509.Certificate, ...]
    signed_at: datetime
    sha256: str
    id: str
    collected_at: str | None
    value: bytes
    stamp: bytes | None


def made(signing: SigningKey, sha256: str, manifest: Manifest, moment: datetime) -> dict[str, Any]:
    """Return the signature of a dossier as plain JSON data, without a time stamp."""
    collected = manifest.collected_at
    dossier = {"id": manifest.id, "collected_at": collected.isoformat() if collected else None, "sha256": sha256}
    protected, signature = _signed(signing, FORM, moment, {"dossier": dossier}, sha256.encode())
    return {"protected": protected, "signature": signature}


def detached(signing: SigningKey, form: str, moment: datetime, content: bytes) -> str:
    """Return a signature over some bytes that travel beside it, in compact form without them: `header..signature`.

    RFC 7515, appendix F: whoever verifies puts the content in base64url between the two points.
    """
    protected, signature = _signed(signing, form, moment, {}, content)
    return f"{protected}..{signature}"


def _signed(
    signing: SigningKey, form: str, moment: datetime, claims: Mapping[str, Any], content: bytes
) -> tuple[str, str]:
    """Return the protected header and the value of a signature over some content, both as they are written."""
    header: dict[str, Any] = {"alg": _algorithm(signing.public), "typ": form, "iat": int(moment.timestamp()), **claims}
    if signing.chain:
        header["x5c"] = [b64encode(each.public_bytes(Encoding.DER)).decode() for each in signing.chain]
    else:
        header["jwk"] = dict(_jwk(signing.public).as_dict(private=False))
    protected = _bare(json.dumps(header).encode())
    return protected, _bare(signing.sign(f"{protected}.{_bare(content)}".encode()))


def with_stamp(signature: Mapping[str, Any], stamp: bytes) -> dict[str, Any]:
    """Return the signature with a time stamp beside it."""
    return {**signature, "header": {"timestamp": b64encode(stamp).decode()}}


def value_of(signature: Mapping[str, Any]) -> bytes:
    """Return the bytes of the signature, over which a time stamp is made."""
    return _unpadded(str(signature["signature"]))


def read(content: bytes) -> ReadSignature | None:
    """Return a signature whose value fits what its header says; None for anything else."""
    try:
        return _read(content)
    except _BROKEN:
        return None


def _read(content: bytes) -> ReadSignature:
    whole = json.loads(content)
    if whole.get("payload"):
        raise ValueError("content that is not detached")
    header = json.loads(_unpadded(whole["protected"]))
    dossier, unprotected = header["dossier"], whole.get("header", {})
    if header["typ"] != FORM or set(dossier["sha256"]) - _HEX or not isinstance(dossier["id"], str):
        raise ValueError("another form")
    chain = tuple(x509.load_der_x509_certificate(b64decode(each)) for each in header.get("x5c", ())[:MOST_CERTIFICATES])
    key = chain[0].public_key() if chain else _key_of(header["jwk"])
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey) or not is_fit(key):
        raise ValueError("a key that is not used here")
    _hold(whole, header["alg"], dossier["sha256"], key)
    stamp = unprotected.get("timestamp")
    return ReadSignature(
        key=key,
        chain=chain,
        signed_at=datetime.fromtimestamp(header["iat"], UTC),
        sha256=dossier["sha256"],
        id=dossier["id"],
        collected_at=dossier.get("collected_at"),
        value=_unpadded(whole["signature"]),
        stamp=b64decode(stamp, validate=True) if stamp is not None else None,
    )


def _hold(whole: Mapping[str, Any], algorithm: str, sha256: str, key: PublicKey) -> None:
    """Raise `JoseError` or `ValueError` unless the signature was made over this digest by the holder of this key."""
    allowed = _OF_RSA if isinstance(key, rsa.RSAPublicKey) else (_OF_CURVES[key.curve.name],)
    if algorithm not in allowed:
        raise ValueError("an algorithm that is not of this key")
    content = _bare(sha256.encode())
    attached: Any = {"protected": whole["protected"], "signature": whole["signature"], "payload": content}
    jws.deserialize_json(attached, _jwk(key), [algorithm], _registry(algorithm))


def _registry(algorithm: str) -> jws.JWSRegistry:
    """Return the rules for the header, which may be as long as certificates are, and has fields of its own."""
    registry = jws.JWSRegistry(algorithms=[algorithm], strict_check_header=False)
    registry.max_header_length = LARGEST_SIGNATURE
    registry.max_signature_length = LARGEST_SIGNATURE
    return registry


def _algorithm(key: PublicKey) -> str:
    return "RS256" if isinstance(key, rsa.RSAPublicKey) else _OF_CURVES[key.curve.name]


def _jwk(key: PublicKey) -> RSAKey | ECKey:
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return RSAKey.import_key(pem) if isinstance(key, rsa.RSAPublicKey) else ECKey.import_key(pem)


def _key_of(members: Mapping[str, Any]) -> object:
    """Return the public key of a JSON Web Key."""
    public = {name: value for name, value in members.items() if name in {"kty", "n", "e", "crv", "x", "y"}}
    return (RSAKey if public["kty"] == "RSA" else ECKey).import_key(public).public_key


def _bare(content: bytes) -> str:
    """Return bytes in base64 as JSON Web Signatures have it, without padding."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _unpadded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
