"""Some operation returns one record by what identifies it.

Broken: No operation looks up a single record

An officer who settles one file needs the record of one person or one object, and no more of anybody else.

To mend it, offer a look-up by the identifier of a record, such as `GET /households/{code}`, or mark the operation that
is one with `x-function: single`.

Shows that one document of the platform describes such an operation, as far as names and shapes tell. Does not show
that it answers, nor that it returns one record only.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import phrase
from compliance.model.derived.interface import Interface
from compliance.model.derived.supply import Supply
from compliance.model.example import Platform
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.address_names import names_in
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.functions._supply import missing, of_platform, offers_data

NUMBERS: Final = frozenset(
    {"citizen_id", "passport", "social_insurance", "health_insurance", "tax_code", "enterprise_code", "dossier_code"}
)


def is_look_up(supply: Supply, facts: Facts) -> bool:
    """Return whether an operation gives one record: by its mark, or by what it asks for and how it answers."""
    if supply.operation.node.has("x-function"):
        return supply.operation.function == "single"
    if not supply.is_read or supply.is_untold:
        return False
    if not supply.is_list:
        return supply.demands_anything
    asked = supply.operation.once("identifies", lambda: any(identifies(name, facts) for name in supply.asked_names()))
    return asked or any(identifies(name, facts) for name, _ in names_in(supply.operation.path))


def identifies(name: str, facts: Facts) -> bool:
    """Return whether a name says which record of a list is meant."""
    return phrase(name) in facts.functions["single"].parameters or facts.field_names.concept(name) in NUMBERS


@rule("TT13-2017.D21", proof=Proof.INDICATIVE, when=offers_data)
def single_record_can_be_read(interface: Interface, facts: Facts) -> Iterator[Violation | Unknown]:
    if not any(is_look_up(supply, facts) for supply in interface.supplies(facts)):
        yield from missing(interface, facts, Message.of("no operation returns one record by what identifies it"))


_ONE = "{200: {content: {application/json: {schema: {properties: {ten: {}}}}}}}"
_MANY = "{200: {content: {application/json: {schema: {items: {properties: {ten: {}}}}}}}}"
GOOD = [
    of_platform(text)
    for text in (
        "openapi: 3.0.3\npaths: {'/ho/{mh}': {get: {responses: {200: {content: {'*/*': {schema: {properties: {"
        "tv: {items: {properties: {ten: {}}}}}}}}}}}}}\n",
        f"openapi: 3.1.0\npaths: {{'/ho/{{mh}}': {{get: {{responses: {_ONE.replace('json', 'xml')}}}}}}}\n",
        f"openapi: 3.1.0\npaths: {{'/ho/{{ma}}': {{get: {{responses: {_ONE}}}}}}}\n",
        f"openapi: 3.1.0\npaths: {{/ho: {{get: {{x-function: single, responses: {_MANY}}}}}}}\n",
        f"openapi: 3.0.3\npaths: {{/ho: {{get: {{parameters: [{{name: maSoHo, in: query}}], responses: {_MANY}}}}}}}\n",
        "openapi: 3.0.3\npaths: {/tra-cuu: {post: {requestBody: {content: {application/json: {schema: "
        f"{{properties: {{soCCCD: {{}}}}}}}}}}}}, responses: {_ONE}}}}}}}\n",
        "swagger: '2.0'\npaths: {'/ho/{id}': {get: {responses: {200: {schema: {properties: {ten: {}}}}}}}}\n",
    )
]
GOOD += [
    Platform(
        "slug: a\nowner: {code: G12}\nservices: [{id: s, document: a.yaml}, {id: t, document: b.yaml}]\n",
        {
            "a.yaml": f"openapi: 3.1.0\npaths: {{/ho: {{get: {{responses: {_MANY}}}}}}}\n",
            "b.yaml": f"openapi: 3.1.0\npaths: {{'/ho/{{ma}}': {{get: {{responses: {_ONE}}}}}}}\n",
        },
    )
]
BAD = {
    message: of_platform(text)
    for message, text in {
        "no operation returns one record by what identifies it": (
            f"openapi: 3.1.0  # <-\npaths: {{/ho: {{get: {{responses: {_MANY}}}}}}}\n"
        )
    }.items()
}
IRRELEVANT = [
    of_platform(text)
    for text in (
        "openapi: 3.1.0\npaths: {/token: {post: {}}, /health: {get: {}}, /ho: {options: {}}}\n",
        "openapi: 3.1.0\nwebhooks: {moi: {post: {}}}\n",
    )
]
UNKNOWN = [of_platform(text) for text in ("openapi: 3.0.3\npaths: {/dich-vu: {post: {responses: {200: {}}}}}\n",)]
