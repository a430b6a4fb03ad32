"""One logical call, ready for the flow: what to send, how to judge the answer, what is safe."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ndxp_sdk._http.origin import HttpOrigin
from ndxp_sdk._http.request import Content, Fields, Request
from ndxp_sdk._http.response import Response
from ndxp_sdk.errors import Ids, NdxpError, UsageError
from ndxp_sdk.timeouts import Timeout

if TYPE_CHECKING:
    from ndxp_sdk._oauth.token_request import TokenSpec

LENGTH: Final = b"Content-Length"
NOTHING: Final[frozenset[bytes]] = frozenset()


@dataclass(frozen=True, slots=True)
class SessionInjector:
    """The way in which the session of a log-in travels in the body: `put` makes the body with it.

    `has_ended` tells whether an answer, whatever its status, says that the session is not valid any more.
    """

    put: Callable[[str], bytes]
    has_ended: Callable[[Response], bool]


@dataclass(frozen=True, slots=True)
class PreparedCall:
    """A prepared call. `template` may be logged, `judge` maps a response to its failure, `scope` is the breaker's key.

    `fields` has everything but what the credential adds, `given` the names (lower case) of those that the caller chose;
    `wanted` is None if no credential is sent. `private` are values of path and query, `secret` what else of
    its content a server must not repeat.
    """

    operation: str
    template: str
    method: str
    site: HttpOrigin
    target: bytes
    fields: Fields
    judge: Callable[[Response], NdxpError | None]
    ids: Ids
    timeout: Timeout
    scope: str
    content: Content = None
    is_repeatable: bool = False
    wanted: "TokenSpec | None" = None
    is_stream: bool = False
    injector: SessionInjector | None = None
    given: frozenset[bytes] = frozenset()
    private: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()

    def request(self, credential: Fields, session: str | None = None) -> Request:
        """Build the request with what proves who calls: fields, or a session in the body.

        Raises UsageError where the caller gave such a field too, because servers differ in which of the two counts.
        """
        own = frozenset([name.lower() for name, _ in credential]) if credential else NOTHING
        if not own.isdisjoint(self.given):
            raise UsageError("a header of the call is one that the credential of the client sets: leave it out")
        fields = self.fields + credential if credential else self.fields
        content = self.content
        if session is not None and self.injector is not None:
            content = self.injector.put(session)
            fields = [field for field in fields if field[0] != LENGTH]
            fields.append((LENGTH, b"%d" % len(content)))
        method, secret = self.method.encode("ascii"), (*self.secret, session) if session else self.secret
        return Request(self.site, method, self.target, fields, content, self.scope, own, self.private, secret)

    def is_refusal(self, answer: Response) -> bool:
        """Return whether the response says that the token or session is not accepted."""
        if answer.status == 401:
            return True
        return self.injector is not None and not self.is_stream and self.injector.has_ended(answer)

    @property
    def url(self) -> str:
        """The absolute address; it may hold what must not be shown."""
        return self.site.address.origin + self.target.decode("ascii")

    def __repr__(self) -> str:
        return f"PreparedCall({self.operation})"
