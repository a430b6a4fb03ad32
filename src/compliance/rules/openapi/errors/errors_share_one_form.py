"""All errors of a document have one form.

Broken: Errors come in several forms

A caller reads the error of any operation with the same few lines, if every error has the same members.

To mend it, give all answers 4xx, 5xx and `default` one schema, best that of RFC 9457 (`application/problem+json` with
type, title, status and detail); some may have further members.

Shows the members that the JSON schemas of errors name. Does not show what they hold, nor errors in other formats.
"""

from collections.abc import Iterator

from compliance.model.openapi.document import Document
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.errors._documented import tells_of_errors
from compliance.rules.openapi.errors._forms import forms_of, told


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
