"""Data is shared by one of the four methods that the decree names.

Broken: Data is shared by a method that the decree does not name

Data that goes by mail or messenger leaves no trace and cannot be called back.

To mend it, share by query, by synchronisation of two systems, through the aggregated database, or as a package on
media.

Shows the method that the record names. Does not show how data really passes, nor over which channel, nor whether the
sharing is of the mandatory kind that the decree is about. The article is known from a decree that repeats it for taxes.
A word that is not on the list of methods is not judged.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import Service
from compliance.model.record_form import is_none
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


@rule("ND278-2025.D7.K1", "ND47-2020.D23.K1-K2", needs=("method",))
def sharing_method_is_lawful(service: Service) -> Iterator[Violation | Unknown]:
    at = service.at.child("method")
    if is_none(service.method):
        template = "the service {service} has no method of sharing"
        yield Violation(template, at, proof=Proof.INDICATIVE, service=service.id)
    elif service.method is not None and service.way is None:
        yield Unknown("the method of {service} is written in words that are on no list", at, service=service.id)
    elif service.way is not None and not service.way.is_lawful:
        template = "the service {service} shares data by {found}, which is none of the four methods of the decree"
        yield Violation(template, at, service=service.id, found=service.way.code)


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: households, method: query}\n",
    _RECORD + "{id: households, method: Đồng bộ}\n",
    _RECORD + "{id: households, method: REST}\n",
    _RECORD + "{id: households, method: packaged media}\n",
]
BAD = {
    "the service households shares data by email, which is none of the four methods of the decree": _RECORD
    + "{id: households, method: thư điện tử}  # <-\n",
    "the service households has no method of sharing": _RECORD + "{id: households, method: none}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households}\n",
    _RECORD + "{id: households, method: theo quy chế}\n",
    _RECORD + "{id: households, method: none}\nprovenance: {declared: false}\n",
]
