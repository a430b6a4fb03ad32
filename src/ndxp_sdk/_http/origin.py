"""Precompute what all requests to one origin repeat."""

from ndxp_sdk._http.url import Url


class HttpOrigin:
    """An origin with everything precomputed that each request to it repeats."""

    __slots__ = ("address", "host", "host_field", "key", "path", "port", "scheme")

    def __init__(self, address: Url) -> None:
        self.address: Url = address
        self.scheme: bytes = address.scheme.encode("ascii")
        self.host: bytes = address.host.encode("ascii")
        self.port: int | None = address.port if address.host_header.endswith(f":{address.port}") else None
        self.path: str = address.path
        self.host_field: tuple[bytes, bytes] = (b"Host", address.host_header.encode("ascii"))
        self.key: str = address.origin

    def __repr__(self) -> str:
        return f"HttpOrigin({self.address.scheme})"
