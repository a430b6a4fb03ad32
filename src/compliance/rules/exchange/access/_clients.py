"""Examples of calls through the hub by clients of known rights."""

from typing import Final

from compliance.model.example import Platform
from compliance.model.location import Place
from compliance.model.observation import AccessTrial, Attempt, HubCall

RECORD: Final = "slug: household-business\nowner: {code: G12}\nservices: [{id: households, document: openapi.yaml}]\n"
DOCUMENT: Final = "openapi: 3.1.0\npaths: {/households: {get: {}}}\n"
CLIENT: Final = "VN/GOV/EXAMPLE/portal"
_HUB: Final = "https://hub.example"
_SERVICE: Final = "VN/GOV/G12/household-business/households"
_READ: Final = Place("openapi.yaml", "/paths/~1households/get")


def tried(  # noqa: PLR0913 - what examples differ in
    attempt: Attempt,
    status: int | None,
    origin: str = "provider",
    code: str | None = None,
    *,
    size: int = 120,
    is_agreed: bool | None = None,
    record: str = RECORD,
    document: str = DOCUMENT,
) -> Platform:
    """Return a platform of which one read was asked for; a code that ends in `access_denied` is want of rights."""
    call = HubCall(_HUB, _SERVICE, CLIENT, "GET", "/households", status, origin, code, operation=_READ, body_size=size)
    trial = AccessTrial(call, (code or "").endswith("access_denied"), attempt, is_agreed)
    return Platform(record, {"openapi.yaml": document}, (trial,))


def without_need(attempt: Attempt) -> list[Platform]:
    """Return reads of data for which nobody needs an agreement: open, or given to whoever is registered."""
    return [
        tried(attempt, 200, record=RECORD.replace("document:", "request_kind: automatic, document:")),
        tried(attempt, 200, record=RECORD.replace("document:", "sharing_form: open, document:")),
        tried(attempt, 200, document=DOCUMENT.replace("get: {}", "get: {x-sharing-form: open}")),
    ]
