"""Keys that never leave a token (PKCS#11), such as the USB tokens of the authorities that serve agencies.

The PIN is tried once, because tokens lock themselves after a few wrong ones.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol, cast

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import Hash
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pkcs11.types import SignMixin
from pkcs11.util.ec import encode_ec_public_key

from compliance.loading.evidence.certificates import PublicKey, hash_of, key_digest
from compliance.loading.evidence.token_uri import TokenAddress, refusal
from compliance.model.dataclass import dataclass, field

_ATTRIBUTES: Final = {"token": "label", "serial": "serial", "manufacturer": "manufacturer_id", "model": "model"}
_SHOWN: Final = 5
_HASHED: Final = pkcs11.Mechanism.SHA256_RSA_PKCS
_DIGEST_INFO: Final = bytes.fromhex("3031300d060960864801650304020105000420")
"""What stands before a SHA-256 that is signed with RSA (RFC 8017, 9.2, note 1)."""
_UNUSABLE: Final = (ValueError, TypeError, x509.InvalidVersion)


class SigningObject(Protocol):
    """A private key that may sign, which the library makes of two of its classes."""

    label: str
    id: bytes

    def sign(self, data: bytes, *, mechanism: pkcs11.Mechanism) -> bytes: ...


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A private key on a token, found by its address; each use opens the token anew."""

    address: TokenAddress
    pin: str | None = field(repr=False)

    def public(self) -> tuple[PublicKey | None, tuple[x509.Certificate, ...]]:
        """Return the public key and the certificates on the token, the own one first; None where there is neither.

        Raises `NotUnderstood`: no library, token or key, several of them, or a PIN that is refused.
        """
        with self._opened() as (session, key):
            certificates = tuple(_certificates(session))
            public = _public_of(session, key)
        if public is None:
            return None, ()
        own = [each for each in certificates if key_digest(each.public_key()) == key_digest(public)]
        return public, (*own, *(each for each in certificates if each not in own)) if own else ()

    def sign(self, public: PublicKey, data: bytes) -> bytes:
        """Return a signature as JSON Web Signatures have it; raises `NotUnderstood`."""
        with self._opened() as (session, key):
            if isinstance(public, rsa.RSAPublicKey) and _HASHED in session.token.slot.get_mechanisms():
                return bytes(key.sign(data, mechanism=_HASHED))
            hashing = Hash(hash_of(public))
            hashing.update(data)
            if isinstance(public, rsa.RSAPublicKey):
                return bytes(key.sign(_DIGEST_INFO + hashing.finalize(), mechanism=pkcs11.Mechanism.RSA_PKCS))
            return bytes(key.sign(hashing.finalize(), mechanism=pkcs11.Mechanism.ECDSA))

    @contextmanager
    def _opened(self) -> Iterator[tuple[pkcs11.Session, "SigningObject"]]:
        try:
            with _token(self.address).open(user_pin=self.pin) as session:
                yield session, _key(session, self.address)
        except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid):
            raise refusal(
                "the token refused the PIN; it was tried once. Look at it, because tokens lock themselves after a few"
            ) from None
        except pkcs11.PinLocked:
            raise refusal("the token has locked itself after wrong PINs: whoever issued it can open it again") from None
        except pkcs11.PKCS11Error as error:
            reason = str(error) or type(error).__name__
            raise refusal("the token could not be used: {reason}", reason=reason[:200]) from None


def _token(address: TokenAddress) -> pkcs11.Token:
    tokens = [slot.get_token() for slot in pkcs11.lib(str(address.module)).get_slots(token_present=True)]
    ready = [token for token in tokens if pkcs11.TokenFlag.TOKEN_INITIALIZED in token.flags]
    found = [token for token in ready if all(_attribute(token, name) == address.token[name] for name in address.token)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(sorted(_attribute(token, "token") for token in found or ready)[:_SHOWN]) or "-"
    if found:
        raise refusal("{count} tokens fit the address of the key: {names}", count=len(found), names=names)
    raise refusal("no token fits the address of the key; there are: {names}", names=names)


def _attribute(token: pkcs11.Token, name: str) -> str:
    value = getattr(token, _ATTRIBUTES[name])
    return (value.decode(errors="replace") if isinstance(value, bytes) else str(value)).rstrip("\0 ")


def _key(session: pkcs11.Session, address: TokenAddress) -> "SigningObject":
    wanted: dict[pkcs11.Attribute, object] = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY}
    wanted |= {pkcs11.Attribute.LABEL: address.label} if address.label is not None else {}
    wanted |= {pkcs11.Attribute.ID: address.id} if address.id is not None else {}
    found = cast("list[SigningObject]", [each for each in session.get_objects(wanted) if isinstance(each, SignMixin)])
    if len(found) == 1:
        return found[0]
    if not found:
        raise refusal(
            "no private key on the token fits the address; where keys are shown only after the PIN, say where it is, "
            "with --key-password"
        )
    names = ", ".join(sorted(str(each.label) for each in found)[:_SHOWN])
    raise refusal(
        "{count} keys on the token fit the address: {names}; add object= or id=", count=len(found), names=names
    )


def _certificates(session: pkcs11.Session) -> Iterator[x509.Certificate]:
    wanted = {
        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
        pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
    }
    for each in session.get_objects(wanted):
        try:
            yield x509.load_der_x509_certificate(bytes(each[pkcs11.Attribute.VALUE]))
        except _UNUSABLE:
            continue


def _public_of(session: pkcs11.Session, key: "SigningObject") -> PublicKey | None:
    """Return the public key of a private one: of the certificate or the public key that has the same id."""
    for each in session.get_objects({pkcs11.Attribute.ID: key.id}):
        try:
            found = _public(each)
        except _UNUSABLE:
            continue
        if isinstance(found, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
            return found
    return None


def _public(found: pkcs11.Object) -> object:
    if found.object_class is pkcs11.ObjectClass.CERTIFICATE:
        return x509.load_der_x509_certificate(bytes(found[pkcs11.Attribute.VALUE])).public_key()
    if not isinstance(found, pkcs11.PublicKey):
        return None
    if found.key_type is pkcs11.KeyType.EC:
        return load_der_public_key(encode_ec_public_key(found))
    exponent, modulus = (
        int.from_bytes(found[each], "big") for each in (pkcs11.Attribute.PUBLIC_EXPONENT, pkcs11.Attribute.MODULUS)
    )
    return rsa.RSAPublicNumbers(exponent, modulus).public_key()
