"""The issuer of tokens, what it tells of a token, the keys of clients, and what was revoked."""

from typing import NotRequired, TypedDict

from pydantic import Field

from ndxp_sdk.models._identifiers import ServiceId
from ndxp_sdk.models._model import Draft, Model, Moment
from ndxp_sdk.models._open_enum import OpenEnum
from ndxp_sdk.models.common import JsonWebKey, LocalisedText


class IssuerMetadata(Model):
    """Metadata of the issuer (RFC 8414)."""

    issuer: str
    """Also the only accepted `aud` of assertions."""
    token_endpoint: str
    jwks_uri: str
    introspection_endpoint: str
    revocation_endpoint: str
    token_diagnostics_endpoint: str
    revocations_endpoint: str | None = None
    grant_types_supported: tuple[str, ...]
    response_types_supported: tuple[str, ...]
    scopes_supported: tuple[str, ...]
    token_endpoint_auth_methods_supported: tuple[str, ...]
    token_endpoint_auth_signing_alg_values_supported: tuple[str, ...]
    dpop_signing_alg_values_supported: tuple[str, ...] | None = None
    tls_client_certificate_bound_access_tokens: bool | None = None
    mtls_endpoint_aliases: dict[str, str] | None = None
    client_assertion_lifetime_max: int | None = None
    """Seconds."""
    access_token_lifetime_max: int | None = None
    """Seconds."""
    service_documentation: str | None = None


class JsonWebKeySet(Model):
    """Public keys that sign tokens, snapshots and webhooks (RFC 7517)."""

    keys: tuple[JsonWebKey, ...]


class TokenType(OpenEnum):
    """The type of an access token: how it is presented."""

    BEARER = "Bearer"
    DPOP = "DPoP"


class Token(Model):
    """An issued access token; the repr does not show it."""

    access_token: str = Field(repr=False)
    token_type: TokenType
    expires_in: int
    """Seconds."""
    scope: str


class Actor(Model):
    """The party that acts for a client (RFC 8693)."""

    sub: str | None = None


class Confirmation(Model):
    """The confirmation of a token: the key or certificate to which it is bound (RFC 7800)."""

    x5t_s256: str | None = Field(default=None, alias="x5t#S256")
    """Thumbprint of the certificate."""
    jkt: str | None = None
    """Thumbprint of the key."""


class Introspection(Model):
    """The content of a token (RFC 7662); only `active` is told of one that is not valid or of another party."""

    active: bool
    iss: str | None = None
    sub: str | None = None
    aud: str | None = None
    client_id: str | None = None
    token_type: TokenType | None = None
    scope: str | None = None
    jti: str | None = None
    iat: int | None = None
    """Seconds of the epoch."""
    exp: int | None = None
    """Seconds of the epoch."""
    agreement_id: str | None = None
    purpose_id: str | None = None
    service_id: ServiceId | None = None
    act: Actor | None = None
    cnf: Confirmation | None = None


class CheckName(OpenEnum):
    """Checks of a token request, in the order in which they run."""

    FORM = "form"
    GRANT_TYPE = "grant_type"
    SINGLE_METHOD = "single_method"
    ASSERTION_TYPE = "assertion_type"
    ASSERTION_PARSES = "assertion_parses"
    HEADER_TYP = "header_typ"
    HEADER_ALG = "header_alg"
    HEADER_KID = "header_kid"
    CLAIM_ISS = "claim_iss"
    CLAIM_SUB = "claim_sub"
    CLAIM_AUD = "claim_aud"
    CLAIM_JTI = "claim_jti"
    CLAIM_IAT = "claim_iat"
    CLAIM_EXP = "claim_exp"
    CLOCK = "clock"
    LIFETIME = "lifetime"
    CLIENT_KNOWN = "client_known"
    SECRET = "secret"  # noqa: S105 - the name of a check
    CERTIFICATE = "certificate"
    KEY_KNOWN = "key_known"
    KEY_ACTIVE = "key_active"
    SIGNATURE = "signature"
    JTI_UNUSED = "jti_unused"
    CLIENT_ACTIVE = "client_active"
    SCOPE = "scope"
    AGREEMENT_KNOWN = "agreement_known"
    AGREEMENT_ACTIVE = "agreement_active"
    PURPOSE_KNOWN = "purpose_known"
    PURPOSE_ACTIVE = "purpose_active"
    SERVICE_PUBLISHED = "service_published"
    DPOP_PARSES = "dpop_parses"
    DPOP_ALG = "dpop_alg"
    DPOP_HTM = "dpop_htm"
    DPOP_HTU = "dpop_htu"
    DPOP_IAT = "dpop_iat"
    DPOP_JTI_UNUSED = "dpop_jti_unused"
    DPOP_NONCE = "dpop_nonce"
    DPOP_SIGNATURE = "dpop_signature"


class TokenCheck(Model):
    """One check."""

    check: CheckName
    passed: bool
    detail: LocalisedText | None = None
    expected: str | None = None
    """What would pass; never a secret."""
    found: str | None = None
    """What was sent; never a secret."""


class TokenDiagnosis(Model):
    """The checks of one token request, up to the first that failed."""

    passed: bool
    """Whether a token would be issued now."""
    client_id: str | None = None
    checks: tuple[TokenCheck, ...]
    server_time: Moment


class ClientKeyState(OpenEnum):
    """pending: before `not_before`."""

    PENDING = "pending"
    ACTIVE = "active"
    EXPIRED = "expired"
    REVOKED = "revoked"


class ClientKey(Model):
    """A registered public key."""

    kid: str
    """JWK thumbprint (RFC 7638)."""
    client_id: str
    state: ClientKeyState
    jwk: JsonWebKey
    certificate: str | None = Field(default=None, repr=False)
    """The certificate in PEM when one was registered."""
    certificate_thumbprint: str | None = None
    """`x5t#S256` of the certificate."""
    created_at: Moment
    not_before: Moment | None = None
    expires_at: Moment | None = None
    last_used_at: Moment | None = None
    revoked_at: Moment | None = None
    etag: str
    """Entity tag of this state, with its quotes."""


class ClientKeyCreate(Draft):
    """A public key to register, as a JWK or as a certificate."""

    jwk: JsonWebKey | None = None
    certificate: str | None = None
    """One certificate in PEM."""
    not_before: Moment | None = None
    expires_at: Moment | None = None


class ClientKeyFields(TypedDict):
    """The fields of a ClientKeyCreate."""

    jwk: NotRequired[JsonWebKey | dict[str, str] | None]
    certificate: NotRequired[str | None]
    not_before: NotRequired[Moment | None]
    expires_at: NotRequired[Moment | None]


class RevocationKind(OpenEnum):
    """The kind of what was revoked."""

    AGREEMENT = "agreement"
    PURPOSE = "purpose"
    CLIENT = "client"
    KEY = "key"
    TOKEN = "token"  # noqa: S105 - the name of a kind


class Revocation(Model):
    """One thing that is no longer valid."""

    id: str
    kind: RevocationKind
    object_id: str
    """Id of the agreement, purpose or client, `kid` of the key, `jti` of the token."""
    client_id: str | None = None
    revoked_at: Moment
    reason: LocalisedText | None = None


class RevocationFeed(Model):
    """Revocations after a cursor."""

    items: tuple[Revocation, ...]
    next_cursor: str
    """Continues the feed, also when nothing is new."""
