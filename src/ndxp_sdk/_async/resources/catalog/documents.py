"""Annexes of a version."""

from typing import TYPE_CHECKING, Final, overload

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import VersionLike, headers, idempotency, opaque, query, version_path
from ndxp_sdk._operations.collection import CURRENT, READ, WRITE, ResourceOperations
from ndxp_sdk._operations.downloads import document as document_content
from ndxp_sdk._operations.parsers import model
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.models.contents import Document, DocumentContent

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender

_WHOLE: Final = "/catalog/v1/services/{service_id}/versions/{version}/documents"
_SINGLE: Final = f"{_WHOLE}/{{document_id}}"
_DOCUMENTS: Final = ResourceOperations("catalog.documents", Document, _WHOLE, _SINGLE)


class AsyncDocuments:
    """Annexes of a version. The version is a ServiceVersion, `service@version`, or the service and its version.

    Example:
        async for document in client.catalog.documents.list("VN/GOV/G12/dkkd/enterprises", "1.4.0"):
            print(document.name, document.size)
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(
        self,
        service: VersionLike,
        version: str | None = None,
        *,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Document]:
        """List the annexes of a version, without their bytes.

        `GET /catalog/v1/services/{service_id}/versions/{version}/documents` Raises NotFound.
        """
        call = _DOCUMENTS.list(query(cursor=cursor, limit=limit), version_path(service, version))
        return AsyncPager(self._client.execute, call)

    async def create(
        self,
        service: VersionLike,
        version: str | None = None,
        *,
        name: str,
        content: bytes,
        media_type: str,
        idempotency_key: str | None = None,
    ) -> Document:
        """Add an annex: its bytes as they are, under the name of a file.

        `POST /catalog/v1/services/{service_id}/versions/{version}/documents` Raises Conflict (the name is taken),
        PayloadTooLarge, NotFound.
        """
        call = Call(
            operation="catalog.documents.create",
            method="POST",
            template=_WHOLE,
            reads=model(Document),
            path=version_path(service, version),
            query=query(name=name),
            headers=idempotency(idempotency_key),
            content=content,
            media_type=media_type,
            is_safe_to_repeat=True,
            scopes=WRITE,
        )
        return await self._client.execute(call)

    @overload
    async def get(
        self, service: VersionLike, version: str | None = None, *, document: Document | str
    ) -> DocumentContent: ...

    @overload
    async def get(
        self, service: VersionLike, version: str | None = None, *, document: Document | str, if_none_match: str | None
    ) -> DocumentContent | None: ...

    async def get(
        self,
        service: VersionLike,
        version: str | None = None,
        *,
        document: Document | str,
        if_none_match: str | None = None,
    ) -> DocumentContent | None:
        """Return the bytes of an annex; None while the copy with the etag `if_none_match` is the current one.

        `GET /catalog/v1/services/{service_id}/versions/{version}/documents/{document_id}` Raises NotFound,
        IntegrityError.
        """
        call = Call(
            operation="catalog.documents.get",
            method="GET",
            template=_SINGLE,
            reads=document_content,
            path={**version_path(service, version), "document_id": opaque(document)},
            headers=headers(if_none_match=if_none_match),
            answers=CURRENT,
            scopes=READ,
        )
        return await self._client.execute(call)
