"""No data-sharing service holds state secrets.

Broken: A service is declared to share data that is a state secret

State secrets stand outside this way of sharing, and follow the law on secrets and ciphers.

To mend it, take the service out of the record and off the platform, or correct its classification.

Shows the classification in the record. Does not show what the data really holds.
"""

from collections.abc import Iterator

from compliance.model.record import NONE, Service
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


@rule("NDX-ARC-15", needs=("classification",))
def state_secret_is_not_listed(service: Service) -> Iterator[Violation | Unknown]:
    at = service.at.child("classification")
    if service.classification == "secret":
        yield Violation("the data of the service {service} is classified as a state secret", at, service=service.id)
    elif service.classification == NONE:
        yield Unknown("the data of the service {service} is not classified", at, service=service.id)


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [_RECORD + "{id: households, classification: normal}\n", _RECORD + "{id: maps, classification: core}\n"]
BAD = {
    "the data of the service maps is classified as a state secret": _RECORD
    + "{id: maps, classification: secret}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households}\n",
    _RECORD + "{id: households, classification: none}\n",
    "slug: household-business\nowner: {code: G12}\n",
]
IRRELEVANT = ["slug: household-business\nowner: {code: G12}\nservices: none\n"]
