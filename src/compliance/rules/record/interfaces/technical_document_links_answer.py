"""The addresses of technical documents lead to them.

Broken: The address of a technical document leads nowhere

Whoever is to connect begins with the document; behind a dead address nobody can.

To mend it, put the document back at its address, or write the address where it stands now.

Shows that nothing was there in two looks a day apart: 404, 410, or a name that nobody knows. Does not show that what
answers is the document, nor what it says; an address that asks for credentials may have it.
"""

from collections.abc import Iterator

from compliance.model.derived.record_links import is_of_the_regulation
from compliance.model.observation import LinkCheck
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._links import answered, dead, linked


def is_document(link: LinkCheck) -> bool:
    """Return whether the field holds the address of a technical document."""
    return not is_of_the_regulation(link.field)


@rule("TT13-2017.D6.K4", "NDX-CON-02", when=is_document)
def technical_document_links_answer(link: LinkCheck) -> Iterator[Violation | Unknown]:
    yield from dead(link)


_FIELD = ("services", "0", "registration", "0", "description_url")
GOOD = [answered(_FIELD, 404, 200), answered(_FIELD, 200)]
BAD = {
    "the address answered 404 and, a day or more later, 404": answered(_FIELD, 404, 404),
    "the address answered 410 and, a day or more later, the name is not known": answered(_FIELD, 410, None),
}
UNKNOWN = [answered(_FIELD, 404), answered(_FIELD, 401), answered(_FIELD, 503, 503)]
IRRELEVANT = [linked("data_use_regulation", "url")]
