"""How notices are sent by e-mail: the server, who sends, how it is trusted. No secret stands in here."""

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from compliance.model.dataclass import dataclass
from compliance.model.text import Message

_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server that takes mail (RFC 6409). With `is_tls` TLS begins at once (RFC 8314), else by STARTTLS (RFC 3207)."""

    host: str
    port: int
    is_tls: bool

    @property
    def is_loopback(self) -> bool:
        """Whether it is on this machine."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'smtps' if self.is_tls else 'smtp'}://{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class MailSettings:
    """`sender` and `reply_to` are plain addresses. `password` is a reference to that of `user`:
    env:NAME, file:PATH or cmd:PROGRAM.

    `ca_file` replaces the system's trust store. `timeout` is in seconds, for one answer of the server. Without TLS
    nothing is sent but to a server on this machine, and only where `is_plain` asks for that.
    """

    server: MailServer
    sender: str
    reply_to: str | None = None
    user: str | None = None
    password: str | None = None
    ca_file: Path | None = None
    timeout: float = 10.0
    is_plain: bool = False


def read_mail_server(text: str) -> MailServer:
    """Parse `smtp://HOST[:PORT]` or `smtps://HOST[:PORT]`; raises `MailUnusable`, whose words repeat no password."""
    from compliance.probes.errors import MailUnusable  # noqa: PLC0415 - because settings need none of the errors

    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
        is_bare = not (parts.username or parts.password or parts.query or parts.fragment or parts.path.strip("/"))
    except ValueError:
        host, port, is_bare, parts = None, None, False, urlsplit("")
    if parts.scheme not in _PORTS or not host or not is_bare or port == 0:
        raise MailUnusable(
            Message.of(
                "a mail server is given as smtp://HOST:PORT, with STARTTLS, or smtps://HOST:PORT, with TLS from the "
                "beginning; user and password stand in options of their own"
            )
        )
    return MailServer(host, port or _PORTS[parts.scheme], parts.scheme == "smtps")
