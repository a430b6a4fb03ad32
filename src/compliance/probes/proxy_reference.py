"""How users name the proxy of a run: its address, `env` for the standard variables, or a reference to an address.

An address with user and password is a secret, and given by reference: `env:NAME`, `file:PATH` or `cmd:PROGRAM`.
"""

from typing import Final

from compliance.model.dataclass import dataclass, field, replace
from compliance.model.text import Message
from compliance.probes.credential_reference import PLACES, is_place, place_beside

_ENVIRONMENT: Final = "env"
_SCHEMES: Final = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class ProxyReference:
    """Where the proxy is named: `text` is an address without credentials, `env`, or a reference to an address.

    `read_address` is that address once it was read; it may hold a password.
    """

    text: str
    read_address: str | None = field(default=None, repr=False, compare=False)

    @property
    def is_environment(self) -> bool:
        """Whether HTTPS_PROXY, ALL_PROXY and NO_PROXY say which proxy there is for a server, if any."""
        return self.text == _ENVIRONMENT

    @property
    def is_secret(self) -> bool:
        """Whether it only says where the address is, because that holds a password."""
        return self.text.startswith(PLACES)

    def address(self) -> str:
        """Return the address, with the password if it has one; raises `ndxp_sdk.NdxpError` if it cannot be had."""
        if self.read_address is not None:
            return self.read_address
        import ndxp_sdk  # noqa: PLC0415 - because settings need no client of a hub

        return ndxp_sdk.Secret.at(self.text).reveal().strip() if self.is_secret else self.text

    def read(self) -> "ProxyReference":
        """Return the same with its address, which is not asked for again; raises `ndxp_sdk.NdxpError`."""
        is_known = self.is_environment or self.read_address is not None
        return self if is_known else replace(self, read_address=self.address())

    def beside(self, folder: str) -> "ProxyReference":
        """Return the same, with a relative file meant from a folder."""
        return replace(self, text=place_beside(self.text, folder))


def read_proxy(text: str) -> ProxyReference:
    """Parse what a user wrote; raises `ProxyUnusable` with words that repeat nothing that might be a password."""
    given = ProxyReference(text.strip())
    if given.is_environment or is_place(given.text):
        return given
    if given.is_secret or not _is_bare(given.text):
        from compliance.probes.errors import ProxyUnusable  # noqa: PLC0415 - because settings need none of the errors

        raise ProxyUnusable(
            Message.of(
                "a proxy is given as http://HOST:PORT or https://HOST:PORT, one with user and password by reference: "
                "env:NAME, file:PATH or cmd:PROGRAM; env stands for HTTPS_PROXY and NO_PROXY"
            )
        )
    return given


def _is_bare(text: str) -> bool:
    """Return whether it is the address of a machine and nothing more."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - because few runs have a proxy

    try:
        parts = urlsplit(text)
        is_machine = bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
        return parts.scheme in _SCHEMES and is_machine and text.rstrip("/") == f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        return False
