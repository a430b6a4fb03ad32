"""The signed state of trust."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from ndxp_sdk.errors import Facts, TrustFailure
from ndxp_sdk.models._model import Model
from ndxp_sdk.models.common import JsonWebKey
from ndxp_sdk.models.organizations import Organization
from ndxp_sdk.models.services import Service
from ndxp_sdk.models.systems import System


class SnapshotPayload(Model):
    """The content of the signed snapshot; traffic stops if it has expired."""

    iss: str
    """Issuer identifier of the hub."""
    iat: int
    """When it was made, in seconds since 1970."""
    exp: int
    """When it expires, in seconds since 1970."""
    version: int
    """Grows with each snapshot."""
    organizations: tuple[Organization, ...]
    systems: tuple[System, ...]
    services: tuple[Service, ...]
    keys: tuple[JsonWebKey, ...]
    """Keys of the hub."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The snapshot as it was signed, and what it says. `is_verified` is false until `verified` has checked it.

    `etag` is for the next `get(if_none_match=…)`.
    """

    jws: str
    payload: SnapshotPayload
    etag: str | None = None
    is_verified: bool = False

    def is_expired(self, now: float | None = None) -> bool:
        """Return whether it may no longer be relied on; `now` in seconds since 1970."""
        return (time.time() if now is None else now) >= self.payload.exp

    def verified(self, keys: Iterable[JsonWebKey], *, now: float | None = None) -> Self:
        """Verify the snapshot with the hub's keys and return it. Keys within the snapshot prove nothing about it.

        Raises:
            TrustFailure: signed by no key of these, changed on its way, or expired.
            MissingExtra: the extra `jwt` is not installed.
        """
        from ndxp_sdk.models._jws import check_signature  # noqa: PLC0415 - because few readers check

        check_signature(self.jws, tuple(keys))
        if self.is_expired(now):
            text = "the snapshot has expired: get a new one, and compare the clock of this machine with the hub's"
            raise TrustFailure(text, Facts(origin="platform", code="trust-expired", retryable=True))
        return replace(self, is_verified=True)

    def __repr__(self) -> str:
        return f"Snapshot(version {self.payload.version}, {'verified' if self.is_verified else 'not verified'})"
