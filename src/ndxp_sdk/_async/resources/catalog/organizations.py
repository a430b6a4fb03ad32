"""Members of the hub."""

from typing import TYPE_CHECKING, Final, overload

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import colon, query
from ndxp_sdk._operations.collection import ResourceOperations
from ndxp_sdk.identifiers import MemberId
from ndxp_sdk.models.organizations import Organization

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender

_WHOLE: Final = "/catalog/v1/organizations"
_ORGANIZATIONS: Final = ResourceOperations(
    "catalog.organizations", Organization, _WHOLE, f"{_WHOLE}/{{organization_id}}"
)


class AsyncOrganizations:
    """Members of the hub.

    Example:
        organization = await client.catalog.organizations.get("VN/GOV/G12")
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(
        self,
        *,
        q: str | None = None,
        member_class: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Organization]:
        """List the organizations; `q` are words to look for in code and text.

        `GET /catalog/v1/organizations`
        """
        asked = query(q=q, member_class=member_class, cursor=cursor, limit=limit)
        return AsyncPager(self._client.execute, _ORGANIZATIONS.list(asked))

    @overload
    async def get(self, organization: Organization | MemberId | str) -> Organization: ...

    @overload
    async def get(
        self, organization: Organization | MemberId | str, *, if_none_match: str | None
    ) -> Organization | None: ...

    async def get(
        self, organization: Organization | MemberId | str, *, if_none_match: str | None = None
    ) -> Organization | None:
        """Return one organization; None while the copy with the etag `if_none_match` is the current one.

        `GET /catalog/v1/organizations/{organization_id}` Raises NotFound.
        """
        path = {"organization_id": colon(MemberId, organization)}
        return await self._client.execute(_ORGANIZATIONS.get(path, if_none_match))
