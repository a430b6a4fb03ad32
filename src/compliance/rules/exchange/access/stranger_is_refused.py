"""A registered client without an agreement gets no data through the hub.

Broken: A client without an agreement got data

Being known to the hub is no right to the data of others.

To mend it, take the client off the access list of the service, and give rights by agreement only.

Shows what one client without an agreement was answered. Does not show who keeps the access list, the platform or the
hub: a stranger let in is the breach of whoever keeps it.
"""

from collections.abc import Iterator

from compliance.model.observation import AccessTrial, HubCall
from compliance.model.rule import rule
from compliance.model.violation import Violation


def is_conclusive(trial: AccessTrial) -> bool:
    """Return whether access was refused or the provider answered; a service that is down says nothing of rights."""
    return trial.is_refusal_of_access or (trial.call.status is not None and trial.call.origin == "provider")


@rule("L20-2023.D42.K1.D", "QD1562-2025.IDENT", "ND278-2025.D7.K1", "GP.PR-REST", when=is_conclusive)
def stranger_is_refused(trial: AccessTrial) -> Iterator[Violation]:
    call = trial.call
    if call.status is not None and 200 <= call.status < 300 and call.body_size > 0:
        template = "{client} has no agreement and got {status} with {size} bytes; a refusal is required"
        yield Violation(template, at=trial, client=call.client, status=call.status, size=call.body_size)


_HUB, _SERVICE, _CLIENT = "https://hub.example", "VN/GOV/G12/household-business/households", "VN/GOV/EXAMPLE/stranger"
_DENIED = HubCall(_HUB, _SERVICE, _CLIENT, "GET", "/households", 500, "provider-gateway", "access_denied")
_DOWN = HubCall(_HUB, _SERVICE, _CLIENT, "GET", "/households", 500, "provider-gateway", "network_error")
GOOD = [
    AccessTrial(_DENIED, is_refusal_of_access=True),
    AccessTrial(HubCall(_HUB, _SERVICE, _CLIENT, "GET", "/households", 403)),
]
BAD = {
    "VN/GOV/EXAMPLE/stranger has no agreement and got 200 with 120 bytes; a refusal is required": (
        AccessTrial(HubCall(_HUB, _SERVICE, _CLIENT, "GET", "/households", 200, body_size=120))
    ),
}
IRRELEVANT = [
    AccessTrial(_DOWN),
    AccessTrial(HubCall(_HUB, _SERVICE, _CLIENT, "GET", "/households", None, "network")),
]
