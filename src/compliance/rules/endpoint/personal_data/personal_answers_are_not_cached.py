"""Answers with personal data are kept by nobody on the way.

Broken: An answer with personal data may be kept on the way

A cache between platform and caller gives what it has kept to the next who asks, whoever that is.

To mend it, send `Cache-Control: no-store`, or at least `private`, with every answer that tells of a person.

Shows the header of answers in which the number of a citizen stood, or what the document marks as personal. Does not
show what a proxy of the platform itself keeps.
"""

from collections.abc import Iterator

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.observation.content import Remark
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.endpoint._answer_examples import seen
from compliance.rules.endpoint._answers import is_success_with_body, saw

SAFE = frozenset({"no-store", "private"})


def tells_of_persons(read: DocumentedExchange) -> bool:
    return is_success_with_body(read) and saw(read, "personal_data", "person", "number", "marked")


@rule("L91-2025.D37.K1", "GP.RFC9111", when=tells_of_persons)
def personal_answers_are_not_cached(read: DocumentedExchange) -> Iterator[Violation]:
    stated = [value for name, value in read.seen.headers if name == "cache-control"]
    said = {part.partition("=")[0].strip().lower() for value in stated for part in value.split(",")}
    if SAFE.isdisjoint(said):
        if stated:
            template = "an answer with personal data says `Cache-Control: {found}`, `no-store` or `private` is required"
            yield Violation(template, at=read, found=", ".join(stated)[:100])
        else:
            yield Violation("an answer with personal data has no `Cache-Control`, `no-store` is required", at=read)


_PERSON = Remark("person", "/items/*", (("kinds", "birth_date, citizen_id"),), 2)
GOOD = [
    seen("personal_data", _PERSON, headers=(("cache-control", "No-Store, max-age=0"),)),
    seen("personal_data", Remark("number", "/items/*"), headers=(("cache-control", 'private="x"'),)),
]
BAD = {
    "an answer with personal data says `Cache-Control: public, max-age=60`, `no-store` or `private` is required": seen(
        "personal_data", _PERSON, headers=(("cache-control", "public, max-age=60"),)
    ),
    "an answer with personal data has no `Cache-Control`, `no-store` is required": seen(
        "personal_data", Remark("marked", "/dien_thoai"), credential="bearer"
    ),
}
IRRELEVANT = [seen("personal_data"), seen("personal_data", _PERSON, status=404)]
