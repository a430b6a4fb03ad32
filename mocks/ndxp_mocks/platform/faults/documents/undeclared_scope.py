"""An operation demands a scope that nobody can be given."""

from typing import Final

from ndxp_mocks.platform.document_edits import operations_in, replace_at, value_at
from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.openapi_components import SCHEME
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "openapi.scopes_are_declared"
DESCRIPTION_VI: Final = "Một thao tác đòi phạm vi truy cập không có trong lược đồ xác thực."


def amend_document(document: JsonObject) -> JsonObject:
    """Demand a scope that the flow does not declare."""
    place = next(place for place in operations_in(document) if value_at(document, place)["security"])
    return replace_at(document, (*place, "security"), [{SCHEME: ["records:administer"]}])


def shows_on(description: Description) -> bool:
    """Return whether the platform has anything that is not open to everybody."""
    return not description.is_open
