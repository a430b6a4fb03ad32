"""A registered client without an agreement gets no data through the hub.

Broken: A client without an agreement got data

Being known to the hub is no right to the data of others.

To mend it, take the client off the access list of the service, and give rights by agreement only.

Shows what one client without an agreement was answered. Does not show who keeps the access list, the platform or the
hub: a stranger let in is the breach of whoever keeps it.
"""

from collections.abc import Iterator

from compliance.model.derived.documented_read import DocumentedTrial
from compliance.model.example import Platform
from compliance.model.location import Place
from compliance.model.observation import AccessTrial, HubCall
from compliance.model.rule import rule
from compliance.model.violation import Violation


def is_conclusive(read: DocumentedTrial) -> bool:
    """Return whether access was refused or the provider answered; a service that is down says nothing of rights.

    Of open data, and where registration alone gives the right, nobody is a stranger.
    """
    if read.is_of_open_data or (read.service is not None and read.service.request_kind == "automatic"):
        return False
    trial = read.seen
    return trial.is_refusal_of_access or (trial.call.status is not None and trial.call.origin == "provider")


@rule("L20-2023.D42.K1.D", "QD1562-2025.IDENT", "ND278-2025.D7.K1", "GP.PR-REST", when=is_conclusive)
def stranger_is_refused(read: DocumentedTrial) -> Iterator[Violation]:
    call = read.seen.call
    if call.status is not None and 200 <= call.status < 300 and call.body_size > 0:
        template = "{client} has no agreement and got {status} with {size} bytes; a refusal is required"
        yield Violation(template, at=read, client=call.client, status=call.status, size=call.body_size)


_HUB, _SERVICE, _CLIENT = "https://hub.example", "VN/GOV/G12/household-business/households", "VN/GOV/EXAMPLE/stranger"
_RECORD = "slug: household-business\nowner: {code: G12}\nservices: [{id: households, document: openapi.yaml}]\n"
_DOCUMENT = "openapi: 3.1.0\npaths: {/households: {get: {}}}\n"
_READ = Place("openapi.yaml", "/paths/~1households/get")


def _tried(
    status: int | None, origin: str = "provider", size: int = 0, record: str = _RECORD, document: str = _DOCUMENT
) -> Platform:
    call = HubCall(_HUB, _SERVICE, _CLIENT, "GET", "/households", status, origin, operation=_READ, body_size=size)
    return Platform(record, {"openapi.yaml": document}, (AccessTrial(call, is_refusal_of_access=status == 401),))


GOOD = [_tried(401, "provider-gateway"), _tried(403)]
BAD = {
    "VN/GOV/EXAMPLE/stranger has no agreement and got 200 with 120 bytes; a refusal is required": _tried(200, size=120),
}
IRRELEVANT = [
    _tried(500, "provider-gateway"),
    _tried(None, "network"),
    _tried(200, size=120, record=_RECORD.replace("document:", "request_kind: automatic, document:")),
    _tried(200, size=120, record=_RECORD.replace("document:", "sharing_form: open, document:")),
    _tried(200, size=120, document=_DOCUMENT.replace("get: {}", "get: {x-sharing-form: open}")),
]
