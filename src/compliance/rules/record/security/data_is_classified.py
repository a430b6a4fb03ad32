"""The data of a service is classified.

Broken: The data of a service is not classified

What may be shared, and how it is protected, follows from the class of the data.

To mend it, classify the data, and write `normal`, `important` or `core` in `classification`.

Shows that a class is named. Does not show that it is the right one.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import NONE, Service
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("ND363-2026.D9", "QD1425-2026.P2.LOG", proof=Proof.INDICATIVE, needs=("classification",))
def data_is_classified(service: Service) -> Iterator[Violation]:
    if service.classification == NONE:
        at = service.at.child("classification")
        yield Violation("the data of the service {service} is not classified", at, service=service.id)


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [_RECORD + "{id: households, classification: normal}\n"]
BAD = {
    "the data of the service households is not classified": _RECORD + "{id: households, classification: none}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households}\n",
    _RECORD + "{id: households, classification: null}\n",
    "slug: household-business\nowner: {code: G12}\n",
]
IRRELEVANT = ["slug: household-business\nowner: {code: G12}\nservices: none\n"]
