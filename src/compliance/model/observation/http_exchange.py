"""One HTTP request to a platform and its answer."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.observation.content import BodyContent, Reading
from compliance.model.repetition import repetition
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class HttpExchange:
    """One request and its answer. The body is not kept, only its size and hash: it may hold personal data.

    `status` is None if the other side refused the connection, with the reason in `refusal`. `credential` is the kind of
    credential that was sent, None if none was; `sent` are the headers of the request beyond the usual ones, without
    what is secret. `tls` is the version and the cipher suite, None over plain HTTP. `content` is what was read of the
    body, None if there was none. `is_invented` says that a value of the request was made up of its schema: there may be
    nothing for it. `ca_file` is the name of the file of authorities that the run was given, None if
    those of the system counted; `proxy` is the address of the proxy that it went through, without
    credentials, None if there was none.
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
    credential: str | None = None
    sent: tuple[tuple[str, str], ...] = ()
    tls: str | None = None
    content: BodyContent | None = None
    is_invented: bool = False
    ca_file: str | None = None
    proxy: str | None = None

    @property
    def at(self) -> Place:
        return Place(self.url)

    @property
    def server(self) -> Place:
        """The server that was asked, for what all its answers have in common."""
        parts = urlsplit(self.url)
        return Place(f"{parts.scheme}://{parts.netloc}")

    @property
    def is_plain(self) -> bool:
        """Whether the request went over HTTP without TLS."""
        return self.url.startswith("http://")

    def header(self, name: str) -> str | None:
        """Return the first header of the answer of that lower-case name, None if it was not sent."""
        return next((value for header, value in self.headers if header == name), None)

    def reading(self, name: str) -> Reading | None:
        """Return what a reading made of the body, None if there was none or it did not concern it."""
        return self.content.reading(name) if self.content is not None else None

    @property
    def order(self) -> tuple[str, ...]:
        return (self.url, self.method, str(self.operation), self.credential or "")

    @property
    def fact(self) -> str:
        return f"{self.method} → {self.status} ({self.body_size} B)" if self.status else f"{self.method} → -"

    def evidence(self) -> Iterator[Message]:
        yield Message.of("{method} {url}", method=self.method, url=self.url)
        yield from (Message.of("sent: {name}: {value}", name=name, value=value) for name, value in self.sent)
        if self.credential is not None:
            yield Message.of("credential sent: {kind}, not kept", kind=self.credential)
        if self.tls is not None:
            yield Message.of("over {tls}", tls=self.tls)
        if self.status is None:
            yield Message.of("refused: {refusal}", refusal=self.refusal or "-")
            yield repetition(self)
            return
        yield Message.of("status: {status}", status=self.status)
        yield from (Message.of("{name}: {value}", name=name, value=value) for name, value in self.headers)
        if self.is_truncated:
            yield Message.of("body: cut off after {size} bytes, not kept", size=self.body_size)
        else:
            yield Message.of("body: {size} bytes, not kept", size=self.body_size)
        if self.body_sha256:
            yield Message.of("SHA-256: {digest}", digest=self.body_sha256)
        if self.elapsed_ms is not None:
            yield Message.of("time to the last byte: {milliseconds} ms", milliseconds=self.elapsed_ms)
        if self.content is not None:
            yield from self.content.evidence()
        yield repetition(self)
