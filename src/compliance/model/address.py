"""Addresses on the web as people write them, taken apart once, so that nothing unseen travels in them."""

from functools import lru_cache
from ipaddress import ip_address
from typing import Final
from urllib.parse import quote, urlsplit

from compliance.model.dataclass import dataclass
from compliance.model.pattern import late

PORTS: Final = {"http": 80, "https": 443}
UNQUOTED: Final = "/%:@!$&'()*+,;=~?"
# RFC 952 and RFC 1123, 2.1, with the underscore that some names have all the same
_NAME: Final = late(r"[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?\.?")


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An http or https address without credentials and fragment; `target` is what is asked for, with its query."""

    scheme: str
    host: str
    port: int
    target: str


@lru_cache(maxsize=1_000)
def web_address(text: str) -> WebAddress | None:
    """Take an absolute address apart; None if it can be none, or carries credentials."""
    try:
        parts = urlsplit(text)
        host, port = _host(parts.hostname or ""), parts.port
        target = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=UNQUOTED)
    except ValueError:  # half characters in the path too: they cannot be encoded
        return None
    has_credentials = parts.username is not None or parts.password is not None
    if parts.scheme not in PORTS or host is None or port == 0 or has_credentials:
        return None
    return WebAddress(parts.scheme, host, PORTS[parts.scheme] if port is None else port, target)


def _host(written: str) -> str | None:
    """Return a host as it is looked up, None if it can be none; raises `ValueError` for a name that IDNA refuses."""
    if ":" in written:
        # RFC 6874: the sign before a zone stands encoded in an address
        return str(ip_address(written.replace("%25", "%", 1)))
    name = written.encode("idna").decode().lower()
    return name if _NAME.fullmatch(name) else None
