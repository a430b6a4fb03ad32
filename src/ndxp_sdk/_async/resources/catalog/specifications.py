"""The machine-readable description of a version."""

from typing import TYPE_CHECKING, Final, overload

from ndxp_sdk._operations.arguments import VersionLike, headers, version_path
from ndxp_sdk._operations.collection import CURRENT, READ, WRITE
from ndxp_sdk._operations.downloads import specification
from ndxp_sdk._operations.parsers import model
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.models.contents import Specification, SpecificationContent

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender

_SINGLE: Final = "/catalog/v1/services/{service_id}/versions/{version}/specification"


class AsyncSpecifications:
    """The machine-readable description of a version: OpenAPI, WSDL or anything else.

    Example:
        found = await client.catalog.specifications.get("VN/GOV/G12/dkkd/enterprises", "1.4.0")
        Path("enterprises.yaml").write_bytes(found.content)
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    @overload
    async def get(self, service: VersionLike, version: str | None = None) -> SpecificationContent: ...

    @overload
    async def get(
        self, service: VersionLike, version: str | None = None, *, if_none_match: str | None
    ) -> SpecificationContent | None: ...

    async def get(
        self, service: VersionLike, version: str | None = None, *, if_none_match: str | None = None
    ) -> SpecificationContent | None:
        """Return the description as it was uploaded; None while the copy with the etag `if_none_match` is current.

        `GET /catalog/v1/services/{service_id}/versions/{version}/specification` Raises NotFound, IntegrityError.
        """
        call = Call(
            operation="catalog.specifications.get",
            method="GET",
            template=_SINGLE,
            reads=specification,
            path=version_path(service, version),
            headers=headers(if_none_match=if_none_match),
            answers=CURRENT,
            scopes=READ,
        )
        return await self._client.execute(call)

    async def put(
        self,
        service: VersionLike,
        version: str | None = None,
        *,
        content: bytes | str,
        media_type: str,
        if_match: str | None = None,
    ) -> Specification:
        """Upload the description of a draft: application/json, application/yaml, text/xml, or application/octet-stream.

        `PUT /catalog/v1/services/{service_id}/versions/{version}/specification` Raises Conflict (no draft any more, or
        another one than `if_match` lies there), RequestInvalid, PayloadTooLarge.
        """
        call = Call(
            operation="catalog.specifications.put",
            method="PUT",
            template=_SINGLE,
            reads=model(Specification),
            path=version_path(service, version),
            headers=headers(if_match=if_match),
            content=content.encode() if isinstance(content, str) else content,
            media_type=media_type,
            scopes=WRITE,
        )
        return await self._client.execute(call)
