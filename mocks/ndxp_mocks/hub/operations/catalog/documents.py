"""Annexes of a version."""

from typing import Final
from urllib.parse import quote

from ndxp_mocks.hub.domain.catalog.contents import describe_content, document_name
from ndxp_mocks.hub.domain.catalog.mutations import ResourceKind, create_row
from ndxp_mocks.hub.domain.catalog.parties import is_producer, missing, require, system_of
from ndxp_mocks.hub.domain.catalog.responses import created_response, in_path, without_members
from ndxp_mocks.hub.domain.catalog.service_versions import version_of
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubProblem, HubRequest
from ndxp_mocks.hub.http.paging import page
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

_HIDDEN: Final = ("version_id", "service_id", "updated_at")


def _concerned(row: Row) -> tuple[str]:
    return (system_of(row["service_id"]),)


DOCUMENT: Final = ResourceKind("document", lambda world: world.catalog.documents, _concerned)


@answers("catalog.documents.list")
def list_documents(request: HubRequest) -> HubAnswer:
    """List the annexes in the order in which they came."""
    return page(request, _annexes(request.world, version_of(request)), _document_view)


@answers("catalog.documents.create")
def create_document(request: HubRequest) -> HubAnswer:
    """Return the bytes as they are. Raises HubProblem 409 if the version has an annex of this name."""
    version, name = version_of(request), request.query["name"]
    require(is_producer(request, version["service_id"]), "only its provider can add annexes to a version")
    if any(row["name"] == name for row in _annexes(request.world, version)):
        raise HubProblem(409, "already-exists", "the version has an annex of this name")
    told = describe_content(request.raw, request.headers["content-type"])
    members = {"id": request.world.new_id(), "version_id": version["id"], "service_id": version["service_id"]}
    row = create_row(request, DOCUMENT, {**members, "name": name, **told})
    request.world.contents[document_name(row["id"])] = request.raw
    folder = f"/catalog/v1/services/{in_path(version['service_id'])}/versions/{version['version']}/documents"
    return created_response(_document_view(row), f"{folder}/{row['id']}")


@answers("catalog.documents.get")
def get_document(request: HubRequest) -> HubAnswer:
    """Return the bytes of the upload, to be kept as a file and not to be shown (RFC 6266)."""
    version, row = version_of(request), request.world.catalog.documents.find(request.path["document_id"])
    if row is None or row["version_id"] != version["id"]:
        raise missing("annex")
    disposition = f"attachment; filename*=UTF-8''{quote(row['name'], safe='')}"
    headers = (("ETag", _tag(row)), ("Content-Disposition", disposition))
    return HubAnswer(200, request.world.contents[document_name(row["id"])], headers, row["media_type"])


def _annexes(world: World, version: Row) -> list[Row]:
    return list(world.catalog.documents.where(lambda row: row["version_id"] == version["id"]))


def _tag(row: Row) -> str:
    return f'"{row["sha256"]}"'


def _document_view(row: Row) -> Row:
    return {**without_members(row, _HIDDEN), "etag": _tag(row)}
