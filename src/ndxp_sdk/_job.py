"""One logical call, ready for the flow: what to send, how to judge the answer, what is safe."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ndxp_sdk._answer import Answer
from ndxp_sdk._plan import Content, Fields, Outgoing, Site
from ndxp_sdk.errors import Ids, NdxpError
from ndxp_sdk.timeouts import Timeout

if TYPE_CHECKING:
    from ndxp_sdk.tokens.wishes import TokenWanted

# RFC 9110, 9.2: these ask for no change of state; these end in the same state however often they are sent.
READING: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
REPEATABLE: Final = READING | {"PUT", "DELETE"}


@dataclass(slots=True)
class Job:
    """`template` may be logged. `judge` gives the failure that an answer is. `scope` is whose troubles count.

    `fields` has everything but what the credential adds; `wanted` is none where no token is needed.
    """

    operation: str
    template: str
    method: str
    site: Site
    target: bytes
    fields: Fields
    judge: Callable[[Answer], NdxpError | None]
    ids: Ids
    timeout: Timeout
    scope: str
    content: Content = None
    is_repeatable: bool = False
    wanted: "TokenWanted | None" = None
    is_stream: bool = False

    def outgoing(self, credential: Fields) -> Outgoing:
        """The request with what proves who we are."""
        fields = self.fields + credential if credential else self.fields
        return Outgoing(self.site, self.method.encode("ascii"), self.target, fields, self.content, self.scope)

    @property
    def url(self) -> str:
        """The absolute address; it may hold what must not be shown."""
        return self.site.address.origin + self.target.decode("ascii")

    def __repr__(self) -> str:
        return f"Job({self.operation})"
