"""Administrative changes."""

from datetime import datetime
from typing import TYPE_CHECKING

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import query
from ndxp_sdk._operations.parsers import model, page_of
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.models.audit import AuditEvent

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender


class AsyncAuditEvents:
    """Administrative changes that concern the caller.

    Example:
        async for event in client.audit.events.list(actor="VN/GOV/G22/mot-cua"):
            print(event.at, event.action)
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(
        self,
        *,
        actor: str | None = None,
        object_: str | None = None,
        after: datetime | None = None,
        before: datetime | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[AuditEvent]:
        """List changes by one client or system, or about one object, oldest first.

        `after` and `before` are about when they were recorded; the first one counts as after itself.

        `GET /audit/v1/audit-events`
        """
        asked = query(actor=actor, object_=object_, after=after, before=before, cursor=cursor, limit=limit)
        reads, scopes = model(page_of(AuditEvent)), frozenset({"audit:read"})
        call = Call("audit.events.list", "GET", "/audit/v1/audit-events", reads, query=asked, scopes=scopes)
        return AsyncPager(self._client.execute, call)
