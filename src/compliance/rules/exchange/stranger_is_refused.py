"""A registered client without an agreement gets no data through the hub.

Being known to the hub is no right to the data of others. Take the client off the access list of the service, and give
rights by agreement only.

Shows what one client without an agreement was answered. Does not show who keeps the access list, the platform or the
hub: a stranger let in is the breach of whoever keeps it.
"""

from collections.abc import Iterator

from compliance.model.observation import AccessTrial
from compliance.model.rule import rule
from compliance.model.violation import Violation


def tells_something(trial: AccessTrial) -> bool:
    """A failure for another reason, such as a service that is down, says nothing of rights."""
    return trial.is_refusal_of_access or (trial.status is not None and trial.origin == "provider")


@rule("L20-2023.D42.K1.D", "QD1562-2025.IDENT", "ND278-2025.D7.K1", when=tells_something)
def stranger_is_refused(trial: AccessTrial) -> Iterator[Violation]:
    if trial.status is not None and 200 <= trial.status < 300 and trial.body_size > 0:
        template = "{client} has no agreement and got {status} with {size} bytes; a refusal is required"
        yield Violation(template, at=trial, client=trial.client, status=trial.status, size=trial.body_size)


_HUB, _SERVICE, _CLIENT = "https://hub.example", "VN/GOV/G12/household-business/households", "VN/GOV/EXAMPLE/stranger"
GOOD = [
    AccessTrial(
        _HUB,
        _SERVICE,
        _CLIENT,
        "GET",
        "/households",
        500,
        "provider-gateway",
        "access_denied",
        is_refusal_of_access=True,
    ),
    AccessTrial(_HUB, _SERVICE, _CLIENT, "GET", "/households", 403),
]
BAD = {
    "VN/GOV/EXAMPLE/stranger has no agreement and got 200 with 120 bytes; a refusal is required": (
        AccessTrial(_HUB, _SERVICE, _CLIENT, "GET", "/households", 200, body_size=120)
    ),
}
IRRELEVANT = [
    AccessTrial(_HUB, _SERVICE, _CLIENT, "GET", "/households", 500, "provider-gateway", "network_error"),
    AccessTrial(_HUB, _SERVICE, _CLIENT, "GET", "/households", None, "network"),
]
