"""Settings of a hub, chosen before it starts."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

MessageAlgorithm = Literal["ecdsa-p256-sha256", "ed25519"]
Profile = Literal["xroad-7.7", "xroad-7.8", "ndxp-adapter", "gateway"]
ConnectionType = Literal["http", "https_no_auth", "https"]
CONNECTION_TYPES: Final[tuple[ConnectionType, ...]] = ("http", "https_no_auth", "https")
PROFILES: Final[tuple[Profile, ...]] = ("xroad-7.7", "xroad-7.8", "ndxp-adapter", "gateway")
LARGEST_MESSAGE: Final = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class HubSettings:
    """A hub without faults unless `faults` names some: they are files in ndxp_mocks/hub/faults.

    `profile` says how the exchange wire speaks; our own APIs are the same in all profiles. `clock_skew` is how far the
    hub's clock is ahead of the true one, in seconds. `strict` checks every own answer against the contracts.
    `refuses_two_clients` refuses two `X-Road-Client` headers, of which a security server takes the last.
    `largest_message` is in bytes, `rate_limit` in requests per second and client.

    `connection_type` is how the made-up systems must connect on the exchange wire: by `http` as they like, by
    `https_no_auth` with TLS, by `https` with TLS and the certificate that is registered for them.
    `requires_client_certificate` is the same as the last.

    `issuer` is the issuer identifier, the only `aud` of client assertions; without one it is the root of the hub as the
    client called it. With `dpop_nonce` every DPoP proof must hold that nonce. `message_algorithm` signs webhooks.
    `allows_loopback_callbacks` lets callbacks go to loopback addresses without an entry in the list of allowed hosts:
    right for tests on one machine, and never for a hub that others reach. `adapter_client` is the system (slash form)
    that an adapter speaks for when neither a certificate nor a header names one.

    With `approves_versions` the operator of the hub approves what is to be published. `snapshot_lifetime` is in
    seconds; a negative one makes snapshots that have expired already. `provider_ca_file` holds the authorities that
    providers on the network are trusted by, those of the system if None.

    `timestamping_interval` is how many seconds pass before messages bear a timestamp and the log is complete; at 0 both
    hold at once. With `has_history` each service was called well before the hub began, as its linkage has it.
    `channel` is which channel the hub is: of a fleet it lists the platforms that are registered there.

    `monitoring_client` is the system (slash form) that sees the operational data of all security servers;
    `operational_records` is how many records one answer holds.
    """

    profile: Profile = "xroad-7.8"
    faults: AbstractSet[str] = frozenset()
    seed: int = 2026
    clock_skew: float = 0.0
    strict: bool = True
    diagnostics: bool = True
    requires_client_certificate: bool = False
    keeps_adapter_prefix: bool = False
    refuses_what_it_cannot_log: bool = True
    largest_message: int = LARGEST_MESSAGE
    rate_limit: int | None = None
    token_lifetime: int = 600
    maintenance: str | None = None
    issuer: str | None = None
    dpop_nonce: str | None = None
    message_algorithm: MessageAlgorithm = "ecdsa-p256-sha256"
    allows_loopback_callbacks: bool = True
    approves_versions: bool = False
    snapshot_lifetime: int = 3600
    provider_ca_file: Path | None = None
    adapter_client: str = "VN/GOV/EXAMPLE/portal"
    monitoring_client: str = "VN/GOV/EXAMPLE/operator"
    operational_records: int = 10_000
    timestamping_interval: float = 60.0
    has_history: bool = False
    channel: str = "ndxp"
    connection_type: ConnectionType = "http"
    refuses_two_clients: bool = False

    @property
    def usual_connection(self) -> ConnectionType:
        """The connection type of a system that has none of its own."""
        return "https" if self.requires_client_certificate else self.connection_type
