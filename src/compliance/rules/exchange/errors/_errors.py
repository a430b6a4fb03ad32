"""Examples of errors that came through the hub."""

from typing import Final

from compliance.model.example import Platform
from compliance.model.observation import AccessTrial, HubCall, HubMarks

CALL: Final = (
    "https://hub.example",
    "VN/GOV/G12/household-business/households",
    "VN/GOV/EXAMPLE/portal",
    "GET",
    "/households",
)


def trial(status: int, marks: HubMarks) -> Platform:
    """Return a platform of which one read was refused, with these marks of the hub."""
    call = HubCall(*CALL, status, marks=marks)
    return Platform("slug: household-business\nowner: {code: G12}\nservices: [{id: s}]\n", {}, (AccessTrial(call),))
