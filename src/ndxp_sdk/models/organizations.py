"""Members of the hub."""

from ndxp_sdk.models._identifiers import MemberId
from ndxp_sdk.models._model import Model
from ndxp_sdk.models._open_enum import OpenEnum
from ndxp_sdk.models.common import LocalisedText


class OrganizationStatus(OpenEnum):
    """Whether a member takes part."""

    ACTIVE = "active"
    INACTIVE = "inactive"


class Organization(Model):
    """A member of the hub (MEMBER of X-Road)."""

    id: MemberId
    member_class: str
    """Class of the member, such as GOV or COM."""
    member_code: str
    """Code of the agency or the enterprise."""
    name: LocalisedText
    status: OrganizationStatus
    simulated: bool | None = None
    """Whether a mock made it up."""
    etag: str
    """Entity tag of this state, with its quotes."""
