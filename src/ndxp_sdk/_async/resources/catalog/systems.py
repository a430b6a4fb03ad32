"""Information systems of the members."""

from typing import TYPE_CHECKING, Final, overload

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import colon, query, slash
from ndxp_sdk._operations.collection import ResourceOperations
from ndxp_sdk.identifiers import MemberId, SystemId
from ndxp_sdk.models.organizations import Organization
from ndxp_sdk.models.systems import System

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender

_WHOLE: Final = "/catalog/v1/systems"
_SYSTEMS: Final = ResourceOperations("catalog.systems", System, _WHOLE, f"{_WHOLE}/{{system_id}}")


class AsyncSystems:
    """Information systems of the members, the parties of an exchange.

    Example:
        system = await client.catalog.systems.get("VN/GOV/G12/dkkd")
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(
        self,
        *,
        q: str | None = None,
        organization: Organization | MemberId | str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[System]:
        """List the systems; `q` are words to look for in code and text.

        `GET /catalog/v1/systems`
        """
        asked = query(q=q, organization=slash(MemberId, organization), cursor=cursor, limit=limit)
        return AsyncPager(self._client.execute, _SYSTEMS.list(asked))

    @overload
    async def get(self, system: System | SystemId | str) -> System: ...

    @overload
    async def get(self, system: System | SystemId | str, *, if_none_match: str | None) -> System | None: ...

    async def get(self, system: System | SystemId | str, *, if_none_match: str | None = None) -> System | None:
        """Return one system; None while the copy with the etag `if_none_match` is the current one.

        `GET /catalog/v1/systems/{system_id}` Raises NotFound.
        """
        return await self._client.execute(_SYSTEMS.get({"system_id": colon(SystemId, system)}, if_none_match))
