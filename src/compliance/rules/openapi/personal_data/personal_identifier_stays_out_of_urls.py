"""No address holds personal data, such as a citizen id or a telephone number.

Broken: Personal data stands in the address

Addresses are written to logs, histories and proxies that nobody guards as personal data. A field is recognised by
`x-personal-data` or by its name.

To mend it, send personal data in the body: `POST …/search` exists for this purpose.

Shows the names that were recognised, also those in an address that no parameter describes. Does not show that a
parameter of another name, or an object sent as one parameter, holds no personal data.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.parameter import Parameter
from compliance.model.personal_data import mark_on
from compliance.model.rule import rule
from compliance.model.violation import Violation

CONCEPTS: Final = frozenset(
    {"citizen_id", "full_name", "birth_date", "phone", "email", "passport", "social_insurance", "health_insurance"}
)


def travels_in_the_address(parameter: Parameter) -> bool:
    return parameter.place in {"path", "query", "querystring"}


@rule("L91-2025.D37.K1", "GP.RFC9110", proof=Proof.INDICATIVE, when=travels_in_the_address)
def personal_identifier_stays_out_of_urls(parameter: Parameter, facts: Facts) -> Iterator[Violation]:
    is_marked = mark_on(parameter, facts)
    is_named = facts.field_names.concept(parameter.name) in CONCEPTS and parameter.schema.keyword("format") != "uuid"
    if is_named if is_marked is None else is_marked:
        template = "the {place} parameter {name} puts personal data into the address; send it in the body"
        yield Violation(template, at=parameter, place=parameter.place, name=parameter.name)


_GET = "openapi: 3.1.0\npaths:\n  /households:\n    get:\n      parameters:\n      - "
GOOD = [
    _GET + "{name: page, in: query}\n",
    _GET + "{name: phone, in: query, x-personal-data: None}\n",
    _GET + "{name: email, in: query, schema: {type: string, x-personal-data: none}}\n",
]
BAD = {
    "the path parameter citizen_id puts personal data into the address; send it in the body": """
        openapi: 3.1.0
        paths:
          /citizens/{citizen_id}:
            parameters: [{name: citizen_id, in: path, required: true}]  # <-
            get: {}
        """,
    "the query parameter soCCCD puts personal data into the address; send it in the body": _GET
    + "{name: soCCCD, in: query}  # <-\n",
    "the query parameter số_điện_thoại puts personal data into the address; send it in the body": """
        swagger: '2.0'
        paths: {/households: {get: {parameters: [{name: số_điện_thoại, in: query, type: string}]}}}  # <-
        """,
    "the query parameter ngay_sinh puts personal data into the address; send it in the body": _GET
    + "{name: ngay_sinh, in: query, x-personal-data: unknown word}  # <-\n",
    "the query parameter q puts personal data into the address; send it in the body": _GET
    + "{name: q, in: query, x-personal-data: Basic}  # <-\n",
}
BAD |= {
    "the path parameter so_dinh_danh puts personal data into the address; send it in the body": (
        "openapi: 3.0.3\npaths: {'/cong-dan/{so_dinh_danh}': {get: {}}}  # <-\n"
    ),
    "the query parameter emailLienHe puts personal data into the address; send it in the body": (
        "openapi: 3.0.3\npaths: {'/tra-cuu?emailLienHe={e}': {get: {}}}  # <-\n"
    ),
}
IRRELEVANT = [_GET + "{name: citizen_id, in: header}\n"]
