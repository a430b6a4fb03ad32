"""The machine-readable description of a version, as it was uploaded."""

from ndxp_mocks.hub.domain.catalog.contents import describe_content
from ndxp_mocks.hub.domain.catalog.mutations import change_row, conflict
from ndxp_mocks.hub.domain.catalog.parties import is_producer, missing, require
from ndxp_mocks.hub.domain.catalog.service_endpoints import SPECIFICATION, specification_name, specification_of
from ndxp_mocks.hub.domain.catalog.service_versions import VERSION, version_of
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.injection.inject import inject


@answers("catalog.specifications.get")
def get_specification(request: HubRequest) -> HubAnswer:
    """Return the bytes of the upload; their tag is their hash."""
    version = version_of(request)
    found = specification_of(request.world, version)
    if found is None:
        raise missing("specification")
    media_type, content = found
    content = inject(request.world, SPECIFICATION, content)
    return HubAnswer(200, content, (("ETag", describe_content(content, media_type)["etag"]),), media_type)


@answers("catalog.specifications.put")
def put_specification(request: HubRequest) -> HubAnswer:
    """Return the description of a draft. Raises HubProblem 409 once the version is no draft any more."""
    version = version_of(request)
    require(is_producer(request, version["service_id"]), "only its provider can describe a version")
    if version["state"] != "draft":
        raise conflict(f"the version is {version['state']}; the specification of a draft can be replaced")
    media_type = request.headers["content-type"].partition(";")[0].strip().lower()
    told = describe_content(request.raw, media_type)
    request.world.contents[specification_name(version)] = request.raw
    change_row(request, VERSION, version, "updated", specification=told)
    return HubAnswer(200 if version["specification"] else 201, told)
