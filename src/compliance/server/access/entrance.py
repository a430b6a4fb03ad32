"""What one running dashboard knows of those who come in: shared by the middleware and the routes of log-in."""

import hmac
from secrets import token_bytes
from typing import Final

from compliance.actions.errors import UsageError
from compliance.actions.kept_access import KeptAccess
from compliance.model.dataclass import dataclass
from compliance.model.text import Message
from compliance.probes.errors import CredentialUnusable
from compliance.probes.secret_reference import SecretReference
from compliance.server.access.kept_sessions import KeptSessions
from compliance.server.access.keys import Keys
from compliance.server.access.log import AccessLog
from compliance.server.access.recent import REMEMBERED
from compliance.server.access.sessions import Sessions
from compliance.server.access.settings import (
    LOCALHOST,
    AccessSettings,
    Loopback,
    OidcAccess,
    ProxyAccess,
    is_loopback,
    public_address,
)
from compliance.server.access.tries import OwnTries, SharedTries, Tries

_SHORTEST: Final = 16
"""Bytes of a secret that nobody guesses: 128 bits, if they are random."""
_OF_LOOPBACK: Final = (LOCALHOST, "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """How much one request may be, in bytes, how long its body may take, in seconds, and how many there may be.

    What the history said of a session or a key counts for `remembered` seconds.
    """

    head: int = 16 * 1024
    body: int = 1024 * 1024
    body_time: float = 20.0
    at_once: int = 64
    remembered: float = REMEMBERED


@dataclass(frozen=True, slots=True)
class Entrance:
    """`hosts` are the names by which the dashboard may be called, `is_tls` says whether browsers reach it over TLS.

    `key` signs what browsers keep; where a history is kept all dashboards on it that have the same `secret` share it.
    `secret` is the one that the settings refer to,
    revealed once at the start; empty if they refer to none.
    """

    access: AccessSettings
    hosts: frozenset[str]
    is_tls: bool
    log: AccessLog
    sessions: Sessions | KeptSessions
    tries: Tries
    keys: Keys
    limits: RequestLimits
    key: bytes
    secret: bytes = b""

    @classmethod
    def of(
        cls,
        access: AccessSettings,
        log: AccessLog,
        *,
        allowed_hosts: tuple[str, ...] = (),
        is_tls: bool = False,
        limits: RequestLimits | None = None,
        kept: KeptAccess | None = None,
    ) -> "Entrance":
        """Prepare the entrance; raises `UsageError` if a secret cannot be had.

        Without a history (`kept`) no program has a key, and sessions end with the process.
        """
        secret, asked = _secret(access), limits or RequestLimits()
        key, address = _signing_key(access, kept, secret), public_address(access)
        named = (
            _OF_LOOPBACK if address is None else (address.host, *(_OF_LOOPBACK if is_loopback(address.host) else ()))
        )
        return cls(
            access=access,
            hosts=frozenset(name.lower() for name in (*named, *allowed_hosts)),
            is_tls=is_tls or (address is not None and address.scheme == "https"),
            log=log,
            sessions=_sessions(access, kept, asked.remembered),
            tries=_tries(access, kept, key, "log-in"),
            keys=Keys(kept, _tries(access, kept, key, "key"), asked.remembered),
            limits=asked,
            key=key,
            secret=secret,
        )

    @property
    def cookie(self) -> str:
        """The name of the cookie of a session."""
        return session_cookie(is_tls=self.is_tls)


def _sessions(access: AccessSettings, kept: KeptAccess | None, remembered: float) -> Sessions | KeptSessions:
    if not isinstance(access, OidcAccess):
        return Sessions()
    return Sessions(access.lifetime) if kept is None else KeptSessions(kept, access, remembered)


def _tries(access: AccessSettings, kept: KeptAccess | None, key: bytes, what: str) -> Tries:
    if kept is None or isinstance(access, Loopback):
        return OwnTries()
    return SharedTries(kept, key, what)


def _signing_key(access: AccessSettings, kept: KeptAccess | None, secret: bytes) -> bytes:
    """Return a key that neither who reads the database knows nor who knows the secret."""
    if kept is None or isinstance(access, Loopback):
        return token_bytes(32)
    return hmac.digest(kept.signing_secret(), secret, "sha256")


def session_cookie(*, is_tls: bool) -> str:
    """Return the name of the cookie of a session; browsers take `__Host-` only over TLS and for this host alone."""
    return "__Host-compliance" if is_tls else "compliance"


def _secret(access: AccessSettings) -> bytes:
    match access:
        case Loopback():
            return b""
        case OidcAccess(client_secret=reference):
            return revealed(reference, 1)
        case ProxyAccess(secret=reference):
            return revealed(reference, _SHORTEST)


def revealed(reference: SecretReference, shortest: int) -> bytes:
    """Return a secret; raises `UsageError` if it cannot be had, or is so short that it could be guessed."""
    try:
        secret = reference.reveal().encode()
    except CredentialUnusable as error:
        raise UsageError(error.message) from None
    if len(secret) < shortest:
        template = "the secret in {place} has {found} bytes; at least {least} are needed"
        raise UsageError(Message.of(template, place=reference.place, found=len(secret), least=shortest))
    return secret
