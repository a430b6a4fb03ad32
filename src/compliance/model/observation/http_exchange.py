"""One HTTP request to a platform and its answer."""

from collections.abc import Iterator
from datetime import datetime

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class HttpExchange:
    """One request and its answer. The body is not kept, only its size and hash: it may hold personal data.

    `status` is None if the other side refused the connection, with the reason in `refusal`.
    """

    method: str
    url: str
    status: int | None
    operation: Place | None = None
    headers: tuple[tuple[str, str], ...] = ()
    media_type: str | None = None
    body_size: int = 0
    body_sha256: str | None = None
    is_truncated: bool = False
    refusal: str | None = None
    elapsed_ms: int | None = None
    looked_at: datetime | None = None

    @property
    def at(self) -> Place:
        return Place(self.url)

    @property
    def is_plain(self) -> bool:
        """Whether the request went over HTTP without TLS."""
        return self.url.startswith("http://")

    @property
    def order(self) -> tuple[str, ...]:
        return (self.url, self.method, str(self.operation))

    @property
    def fact(self) -> str:
        return f"{self.method} → {self.status} ({self.body_size} B)" if self.status else f"{self.method} → -"

    def evidence(self) -> Iterator[Message]:
        yield Message.of("{method} {url}", method=self.method, url=self.url)
        if self.status is None:
            yield Message.of("refused: {refusal}", refusal=self.refusal or "-")
            return
        yield Message.of("status: {status}", status=self.status)
        yield from (Message.of("{name}: {value}", name=name, value=value) for name, value in self.headers)
        if self.is_truncated:
            yield Message.of("body: cut off after {size} bytes, not kept", size=self.body_size)
        else:
            yield Message.of("body: {size} bytes, not kept", size=self.body_size)
        if self.body_sha256:
            yield Message.of("SHA-256: {digest}", digest=self.body_sha256)
