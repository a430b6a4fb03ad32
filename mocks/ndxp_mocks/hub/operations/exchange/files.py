"""Sealed files are read: what they are, and their bytes, whole or in a range."""

from typing import Any

from ndxp_mocks.hub.domain.catalog.parties import missing
from ndxp_mocks.hub.domain.exchange.downloads import DOWNLOAD, Download, answer_to
from ndxp_mocks.hub.domain.exchange.transfers import READABLE, as_party, file_name, require_state
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.digests import content_digest
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.injection.inject import inject
from ndxp_mocks.hub.state.table import Row, etag_of


@answers("exchange.transfers.manifest")
def manifest(request: HubRequest) -> HubAnswer:
    """Return the manifest, which stays the same from the seal on."""
    row = as_party(request)
    require_state(row, "sealed", *READABLE)
    names = ("sender", "recipient", "files", "total_size", "sealed_at")
    told: dict[str, Any] = {"transfer_id": row["id"], **{name: row[name] for name in names}}
    return HubAnswer(body={**told, "etag": etag_of(told)})


@answers("exchange.transfers.file")
def file(request: HubRequest) -> HubAnswer:
    """Return its entity tag is strong: the SHA-256 of the file."""
    row = as_party(request)
    require_state(row, *READABLE)
    found = next((each for each in row["files"] if each["name"] == request.path["name"]), None)
    if found is None:
        raise missing("file")
    return answer_to(inject(request.world, DOWNLOAD, _download(request, row, found)))


def _download(request: HubRequest, row: Row, found: Row) -> Download:
    body = request.world.contents[file_name(row, found["name"])]
    return Download(request.headers, body, found["media_type"], f'"{found["sha256"]}"', content_digest(body))
