"""All errors of a document have one form.

Broken: Errors come in several forms

A caller reads the error of any operation with the same few lines, if every error has the same members.

To mend it, give all answers 4xx, 5xx and `default` one schema, best that of RFC 9457 (`application/problem+json` with
type, title, status and detail); some may have further members.

Shows the members that the JSON schemas of errors name. Does not show what they hold, nor errors in other formats.
"""

from collections.abc import Iterator

from compliance.model.openapi.document import Document
from compliance.model.openapi.messages import errors, has_lost_answers, json_schemas
from compliance.model.openapi.schema import Schema
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.errors._documented import tells_of_errors

BRANCHES = ("oneOf", "anyOf")
MOST_NAMED = 6
OF_OAUTH = frozenset({"error", "error_description"})  # because RFC 6749, section 5.2, prescribes them
Form = frozenset[str]


@rule("GP.RFC9457", when=tells_of_errors)
def errors_share_one_form(document: Document) -> Iterator[Violation | Unknown]:
    forms = forms_of(document)
    if not forms:
        yield Unknown("no error has a JSON schema that names members, so there is nothing to compare", at=document)
        return
    shared = min(forms, key=len)
    others = {form: schema for form, schema in forms.items() if not shared <= form}
    if others:
        template = "errors have {count} forms: one has {some}, another {others}"
        some, other = next(iter(forms)), next(form for form in forms if form != next(iter(forms)))
        yield Violation(
            template, at=forms[other], related=forms[some], count=len(forms), some=told(some), others=told(other)
        )


def forms_of(document: Document) -> dict[Form, Schema]:
    """Return the members of each kind of error, with the first schema that has them."""
    forms: dict[Form, Schema] = {}
    seen: set[int] = set()
    for operation in document.nodes.operations:
        if has_lost_answers(operation) or operation.function == "token":
            continue
        for answer in errors(operation).values():
            if id(answer.raw) not in seen:
                seen.add(id(answer.raw))
                for schema in json_schemas(answer, operation):
                    add(forms, schema)
    return forms


def add(forms: dict[Form, Schema], schema: Schema) -> None:
    """Note the members of a schema, or of each of its alternatives; one that names none tells nothing."""
    branches = [branch for key in BRANCHES if (listed := schema.node.get(key)) is not None for branch in listed.items()]
    for each in [Schema(schema.files, branch) for branch in branches] or [schema]:
        form = frozenset(each.members())
        if form and not form >= OF_OAUTH:
            forms.setdefault(form, each)


def told(form: Form) -> str:
    return ", ".join(sorted(form)[:MOST_NAMED])


_HEAD = "openapi: 3.1.0\npaths:\n  /ho:\n    get:\n      responses:\n"
_JSON = "content: {application/json: {schema: "
_PROBLEM = "{properties: {type: {}, title: {}}}"
_FIRST = "        '400': {" + _JSON + _PROBLEM + "}}}\n"
GOOD = [
    _HEAD + _FIRST + "        '401': {" + _JSON + "{properties: {error: {}, error_description: {}}}}}}\n",
    _HEAD
    + _FIRST
    + "        default: {"
    + _JSON
    + "{properties: {type: {}, title: {}, fields: {}}}}}}\n        '200': {}\n",
    _HEAD + _FIRST + "        5XX: {content: {text/plain: {schema: {type: string}}}}\n",
]
BAD = {
    "errors have 2 forms: one has title, type, another message": _HEAD
    + _FIRST
    + "        5XX: {"
    + _JSON
    + "{properties: {message: {}}}}}}  # <-\n",
    "errors have 3 forms: one has title, type, another code": _HEAD
    + _FIRST
    + "        default: {"
    + _JSON
    + "{oneOf: [{properties: {code: {}}}, {properties: {error: {}}}]}}}}  # <-\n        '200': {}\n",
    "errors have 2 forms: one has code, another message": """
        swagger: '2.0'
        paths:
          /ho:
            get:
              responses:
                '400': {schema: {$ref: '#/definitions/A'}}
                '500': {schema: {$ref: '#/definitions/B'}}  # <-
        definitions: {A: {properties: {code: {}}}, B: {allOf: [{properties: {message: {}}}]}}
        """,
}
IRRELEVANT = [_HEAD + "        '200': {" + _JSON + _PROBLEM + "}}}\n"]
UNKNOWN = [
    _HEAD + "        '400': {}\n",
    _HEAD + "        '400': {" + _JSON + "{$ref: '#/none'}}}}\n",
]
