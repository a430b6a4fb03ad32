"""What a dashboard serves, where, and to whom: plain data without a secret."""

from pathlib import Path
from typing import Final

from compliance.history.place import HistoryPlace
from compliance.model.dataclass import dataclass
from compliance.probes.secret_reference import SecretReference
from compliance.server.access.settings import AccessSettings, Loopback

HOST: Final = "127.0.0.1"
PORT: Final = 8000


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """The certificate of the dashboard with those above it, and its key, in PEM; the key has no password."""

    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeSettings:
    """Port 0 is any that is free. `log` is the file of the log of access, None for standard error.

    `allowed_hosts` are names by which the dashboard may be called beside its own. `metrics_token` refers to what
    whoever reads the figures of the service has to show.
    """

    history: HistoryPlace
    host: str = HOST
    port: int = PORT
    access: AccessSettings = Loopback()
    allowed_hosts: tuple[str, ...] = ()
    tls: TlsFiles | None = None
    log: Path | None = None
    metrics_token: SecretReference | None = None
