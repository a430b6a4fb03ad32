"""The address of the regulation on using data leads to it.

Broken: The address of the regulation on using data leads nowhere

Agencies that need the data look there for the terms, and find nothing behind a dead address. The law names no medium,
so that the regulation may be published all the same.

To mend it, put the regulation back at its address, or write the address where it stands now.

Shows that nothing was there in two looks a day apart: 404, 410, or a name that nobody knows. Does not show that what
answers is the regulation; a server that is out of reach or refuses the look says nothing of the address.
"""

from collections.abc import Iterator

from compliance.model.derived.record_links import is_of_the_regulation
from compliance.model.grades import Proof
from compliance.model.observation import LinkCheck
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._links import answered, dead, linked


def is_regulation(link: LinkCheck) -> bool:
    """Return whether the field holds the address of the regulation."""
    return is_of_the_regulation(link.field)


@rule("L20-2023.D42.K1.C", when=is_regulation, proof=Proof.INDICATIVE)
def data_use_regulation_link_answers(link: LinkCheck) -> Iterator[Violation | Unknown]:
    yield from dead(link)


_FIELD = ("data_use_regulation", "url")
GOOD = [answered(_FIELD, 404, 200), answered(_FIELD, 200)]
BAD = {
    "the address answered 404 and, a day or more later, 404": answered(_FIELD, 404, 404),
    "the address answered 410 and, a day or more later, the name is not known": answered(_FIELD, 410, None),
}
UNKNOWN = [answered(_FIELD, 404), answered(_FIELD, 403), answered(_FIELD, 503, 503), answered(_FIELD, 200, 404)]
IRRELEVANT = [linked("services", "0", "document")]
