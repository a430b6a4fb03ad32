"""Revocations: agreements, purposes, clients, keys and tokens that are no longer valid."""

from typing import TYPE_CHECKING

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import query
from ndxp_sdk._operations.parsers import model
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.models.tokens import Revocation, RevocationFeed

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender


class AsyncRevocations:
    """The revocations of agreements, purposes, clients, keys and tokens: a feed without an end.

    feed = client.tokens.revocations.list(after=kept)
    async for revocation in feed:
        print(revocation.kind, revocation.object_id)
    kept = feed.next_token
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(self, *, after: str | None = None, limit: int | None = None) -> AsyncPager[Revocation]:
        """List revocations, oldest first; `after` is an earlier `next_token`.

        `GET /oauth2/revocations`
        """
        asked = query(after=after, limit=limit)
        call = Call("tokens.revocations.list", "GET", "/oauth2/revocations", model(RevocationFeed), query=asked)
        return AsyncPager(self._client.execute, call, parameter="after")
