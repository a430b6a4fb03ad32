"""Hold known facts about a token request that would be sent: no secret, no judgement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ndxp_sdk._oauth.authorization_server import Metadata


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """The facts that the caller knows besides. An absent member is not judged.

    `registered_keys` are the thumbprints (`kid`) or `x5t#S256` of what is registered for the client; the states are
    those of the catalogue, such as `active`.
    """

    registered_keys: frozenset[str] | None = None
    agreement_state: str | None = None
    purpose_state: str | None = None


NOTHING_KNOWN: Final[KnownFacts] = KnownFacts()


@dataclass(frozen=True, slots=True)
class Evidence:
    """About one credential. `method` is the name of RFC 8414 for its way of authentication, empty for a token at hand.

    `problem` says why the secret, key or certificate cannot be used. `skew` is how far the server's clock is ahead of
    ours. `diagnosis` is the server's own answer; it gives none to a client that it does not believe (`is_refused`).
    `expires` is the `exp` of a token at hand that is a JWT, `begins` and `ends` are the dates of the certificate.
    """

    about: str
    method: str
    client: str
    now: float
    scopes: frozenset[str]
    known: KnownFacts
    token_url: str | None = None
    problem: str | None = None
    algorithms: tuple[str, ...] = ()
    header: Mapping[str, Any] | None = None
    claims: Mapping[str, Any] | None = None
    thumbprint: str | None = None
    metadata: Metadata | None = None
    metadata_problem: str | None = None
    skew: float | None = None
    diagnosis: Mapping[str, Any] | None = None
    diagnosis_problem: str | None = None
    is_refused: bool = False
    expires: float | None = None
    begins: float | None = None
    ends: float | None = None


def __getattr__(name: str) -> object:
    from ndxp_sdk._former import former_name  # noqa: PLC0415 - because names of today are found without it

    return former_name(__name__, name, {"Known": "KnownFacts"})
