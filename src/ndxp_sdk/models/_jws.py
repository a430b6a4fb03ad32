"""Whether a message in compact form (RFC 7515) was signed with one of the hub's keys. Needs the extra `jwt`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk.errors import Facts, MissingExtra, TrustFailure
from ndxp_sdk.models.common import JsonWebKey

if TYPE_CHECKING:
    from joserfc.jwk import KeySet
    from joserfc.jws import JWSRegistry

# Because these are the asymmetric ones that the contract names; a key says which of them it is for.
_ALGORITHMS: Final = {"EC": ("ES256",), "RSA": ("RS256", "PS256"), "OKP": ("EdDSA", "Ed25519")}
_UNTRUSTED: Final = Facts(origin="platform", code="signature-invalid")


def check_signature(jws: str, keys: Sequence[JsonWebKey]) -> None:
    """Check a signature; returns if it is good.

    Raises:
        TrustFailure: it names no key of these, or is not of that key.
        MissingExtra: joserfc is not installed.
    """
    try:
        from joserfc import errors  # noqa: PLC0415 - part of an extra
        from joserfc import jws as signing  # noqa: PLC0415 - the same
    except ImportError as error:
        raise MissingExtra("checking a signature needs joserfc: pip install 'ndxp-sdk[jwt]'") from error
    try:
        header = signing.extract_compact(jws.encode("ascii"), registry=_registry(jws)).headers()
        key = _named(keys, header.get("kid"))
        signing.deserialize_compact(jws, _imported(key), registry=_registry(jws, _allowed(key)))
    except (errors.JoseError, ValueError, TypeError, KeyError) as error:
        raise TrustFailure(f"the signature is not good: {type(error).__name__}", _UNTRUSTED) from None


def _registry(jws: str, algorithms: Sequence[str] | None = None) -> "JWSRegistry":
    """Return what the library reads a message by: of any size, because it is there already and was measured on its way.

    Members of its header that nobody knows are passed over unless it calls them critical (RFC 7515, 4).
    """
    from joserfc.jws import JWSRegistry  # noqa: PLC0415 - part of an extra

    registry = JWSRegistry(algorithms=algorithms, strict_check_header=False)
    registry.max_header_length = registry.max_payload_length = registry.max_signature_length = len(jws)
    return registry


def _named(keys: Sequence[JsonWebKey], kid: Any) -> JsonWebKey:
    named = [key for key in keys if key.kid == kid and key.kid is not None and key.use in {None, "sig"}]
    if len(named) == 1:
        return named[0]
    found = "no key" if not named else f"{len(named)} keys"
    raise TrustFailure(f"the signature names {found} of the {len(keys)} that were given", _UNTRUSTED)


def _allowed(key: JsonWebKey) -> list[str]:
    fitting = _ALGORITHMS.get(key.kty, ())
    allowed = [each for each in fitting if key.alg in {None, each} or {key.alg, each} == {"EdDSA", "Ed25519"}]
    if not allowed:  # because the library takes an empty list for its own one
        raise TrustFailure("the key that the signature names is for no algorithm that signs snapshots", _UNTRUSTED)
    return allowed


def _imported(key: JsonWebKey) -> "KeySet":
    from joserfc.jwk import KeySet  # noqa: PLC0415 - part of an extra

    members = key.model_dump(mode="json", include={"kty", "kid", "crv", "x", "y", "n", "e"}, exclude_none=True)
    return KeySet.import_key_set({"keys": [members]})
