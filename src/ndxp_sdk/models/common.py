"""Models that several contracts share."""

from pydantic import Field

from ndxp_sdk.models._model import Model
from ndxp_sdk.models._open_enum import OpenEnum


class LocalisedText(Model):
    """A text for people in Vietnamese, and in English where it exists; further languages by their tag."""

    __pydantic_extra__: dict[str, str]

    vi: str
    en: str | None = None

    def in_language(self, tag: str) -> str:
        """Return the text in this language, or in Vietnamese if there is none."""
        texts = {"en": self.en, **(self.model_extra or {})}
        return texts.get(tag) or self.vi


class HttpMethod(OpenEnum):
    """A method that an exchange can carry."""

    DELETE = "DELETE"
    GET = "GET"
    HEAD = "HEAD"
    OPTIONS = "OPTIONS"
    PATCH = "PATCH"
    POST = "POST"
    PUT = "PUT"
    TRACE = "TRACE"


class Origin(OpenEnum):
    """The origin of a failure, as seen from the caller."""

    CALLER = "caller"
    CONSUMER_GATEWAY = "consumer-gateway"
    PROVIDER_GATEWAY = "provider-gateway"
    PROVIDER = "provider"
    PLATFORM = "platform"


class KeyType(OpenEnum):
    """Kind of a key."""

    EC = "EC"
    RSA = "RSA"
    OKP = "OKP"


class KeyUse(OpenEnum):
    """The use of a key."""

    SIG = "sig"
    ENC = "enc"


class KeyAlgorithm(OpenEnum):
    """The algorithm with which a key is used."""

    ES256 = "ES256"
    RS256 = "RS256"
    PS256 = "PS256"
    EDDSA = "EdDSA"


class JsonWebKey(Model):
    """A public key (RFC 7517)."""

    kty: KeyType
    kid: str | None = None
    """The thumbprint of the key (RFC 7638)."""
    use: KeyUse | None = None
    alg: KeyAlgorithm | None = None
    crv: str | None = None
    """Curve of an elliptic key."""
    x: str | None = None
    y: str | None = None
    n: str | None = None
    """Modulus of an RSA key."""
    e: str | None = None
    """Exponent of an RSA key."""
    x5c: tuple[str, ...] | None = None
    """Chain of certificates, DER in base64."""
    x5t_s256: str | None = Field(default=None, alias="x5t#S256")
    """Thumbprint of the certificate."""
