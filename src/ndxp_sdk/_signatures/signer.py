"""Sign messages with private keys: the fields to add to a request or response."""

import base64
import hashlib
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.digest import content_digest
from ndxp_sdk._signatures.algorithms import SMALLEST_RSA, Algorithm, algorithm_of, require_extra
from ndxp_sdk._signatures.components import component
from ndxp_sdk._signatures.message import AnswerMessage, Message, RequestMessage, first
from ndxp_sdk._signatures.signature_base import SignatureInput, lines, signature_base
from ndxp_sdk._signatures.structured_fields import serialise_dictionary
from ndxp_sdk.errors import InvalidConfiguration, UsageError
from ndxp_sdk.secrets import Secret, secret_of

# contracts.md 1.6, and what the hub covers in everything that it sends.
REQUEST_COMPONENTS: Final = ("@method", "@target-uri", "content-digest", "content-type")
ANSWER_COMPONENTS: Final = ("@status", "content-digest", "content-type")
_Loaded: TypeAlias = "tuple[Any, Algorithm, str] | InvalidConfiguration"


class MessageKey:
    """A private key that signs messages: PEM of P-256, P-384, Ed25519 or RSA. Needs the extra `jwt`.

    `key` and `passphrase` are references such as `file:key.pem`, or a Secret. `key_id` is how signatures name the key;
    without it the thumbprint of RFC 7638 is taken. RSA signs as rsa-pss-sha512.
    """

    __slots__ = ("_sign", "algorithm", "key_id")

    def __init__(self, key: Secret | str, *, key_id: str | None = None, passphrase: Secret | str | None = None) -> None:
        require_extra()
        loaded = _loaded(secret_of(key), None if passphrase is None else secret_of(passphrase))
        if isinstance(loaded, InvalidConfiguration):
            raise loaded
        private, known, thumbprint = loaded
        self.algorithm: str = known.name
        self.key_id: str = key_id or thumbprint
        # because a closure is opaque to whatever prints the attributes of an object
        self._sign: Callable[[bytes], bytes] = lambda message: known.sign(private, message)

    def sign(self, message: bytes) -> bytes:
        """Return the bare signature over these bytes."""
        return self._sign(message)

    def __repr__(self) -> str:
        return f"MessageKey({self.key_id}, {self.algorithm})"


@dataclass(frozen=True, slots=True)
class Validity:
    """The times of a signature, made and expired, in seconds of the epoch; `created` is now unless it is given."""

    created: int | None = None
    expires: int | None = None

    def parameters(self, now: float) -> dict[str, object]:
        """Return the parameters of a signature that is made `now`."""
        expiry: dict[str, object] = {} if self.expires is None else {"expires": self.expires}
        return {"created": int(now) if self.created is None else self.created, **expiry}


def sign_message(
    message: Message,
    key: MessageKey,
    components: Iterable[str] | None = None,
    *,
    validity: Validity | None = None,
    label: str = "sig1",
    now: Callable[[], float] = time.time,
) -> Pairs:
    """Return the fields to add to a message: Content-Digest if it is covered and missing, and the signature.

    `components` are names such as `@method` and `content-type`, or identifiers with parameters, `"@method";req`;
    without them they are those of `usual_components`.

    Raises:
        UsageError: the message does not have a component.
    """
    digest, whole = _with_digest(message)
    parameters = {**(validity or Validity()).parameters(now()), "keyid": key.key_id, "alg": key.algorithm}
    try:
        chosen = tuple(component(name) for name in (usual_components(message) if components is None else components))
        given = SignatureInput(label, chosen, parameters)
        found = lines(given, whole)
        signed = serialise_dictionary({label: (key.sign(signature_base(found)), {})})
    except ValueError as error:
        raise UsageError(f"the message cannot be signed: {error}") from error
    is_covered = any(name == "content-digest" and "req" not in flags for name, flags in chosen)
    return (*(digest if is_covered else ()), ("Signature-Input", f"{label}={found[-1][1]}"), ("Signature", signed))


def usual_components(message: Message) -> tuple[str, ...]:
    """Return REQUEST_COMPONENTS or ANSWER_COMPONENTS; `content-type` only if the message has one."""
    usual = ANSWER_COMPONENTS if isinstance(message, AnswerMessage) else REQUEST_COMPONENTS
    return tuple(name for name in usual if name != "content-type" or first(message.headers, name) is not None)


def _with_digest(message: Message) -> tuple[Pairs, Message]:
    if first(message.headers, "content-digest") is not None:
        return (), message
    value = content_digest(message.body)
    headers = (*message.headers, ("content-digest", value))
    if isinstance(message, RequestMessage):
        return (("Content-Digest", value),), replace(message, headers=headers)
    return (("Content-Digest", value),), replace(message, headers=headers)


def _loaded(key: Secret, passphrase: Secret | None) -> _Loaded:
    """Load the key, or return what is wrong with it; data, because a traceback from the library could show the key."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - part of an extra
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 - the same

    try:
        private = load_pem_private_key(key.reveal().encode(), passphrase.reveal().encode() if passphrase else None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return InvalidConfiguration(
            "the key cannot be read: PEM of a private key, and its passphrase if it has one, is expected"
        )
    jwk = _public_jwk(private)
    known = algorithm_of(jwk.get("kty", ""), jwk.get("crv", ""), None)
    if known is None:
        return InvalidConfiguration(
            f"the key signs no messages: P-256, P-384, Ed25519 or RSA of {SMALLEST_RSA} bits is expected"
        )
    return private, known, _thumbprint(jwk)


def _public_jwk(private: Any) -> dict[str, str]:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa  # noqa: PLC0415 - part of an extra

    public = private.public_key()
    if isinstance(public, ed25519.Ed25519PublicKey):
        return {"crv": "Ed25519", "kty": "OKP", "x": _text(public.public_bytes_raw())}
    if isinstance(public, ec.EllipticCurvePublicKey) and public.curve.name in {"secp256r1", "secp384r1"}:
        numbers, width = public.public_numbers(), public.key_size // 8
        x, y = (_text(number.to_bytes(width, "big")) for number in (numbers.x, numbers.y))
        return {"crv": f"P-{public.key_size}", "kty": "EC", "x": x, "y": y}
    if isinstance(public, rsa.RSAPublicKey) and public.key_size >= SMALLEST_RSA:
        e, n = public.public_numbers().e, public.public_numbers().n
        return {
            "e": _text(e.to_bytes((e.bit_length() + 7) // 8, "big")),
            "kty": "RSA",
            "n": _text(n.to_bytes((n.bit_length() + 7) // 8, "big")),
        }
    return {}


def _thumbprint(jwk: dict[str, str]) -> str:
    """Return the thumbprint of RFC 7638: SHA-256 over the required members in the order of their names."""
    return _text(hashlib.sha256(json.dumps(jwk, sort_keys=True, separators=(",", ":")).encode()).digest())


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode("ascii")
