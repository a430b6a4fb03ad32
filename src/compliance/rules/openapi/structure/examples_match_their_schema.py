"""Every example and default fits its schema.

Broken: An example does not fit its schema

Developers of other agencies build their first call from the example; one that the schema refuses makes them doubt both.

To mend it, correct the example. Correct the schema only if the service really answers like the example.

Shows that the examples keep to the document. Does not show that the service answers like them.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.instances import Undecided
from compliance.model.openapi.schema import Schema
from compliance.model.rule import rule
from compliance.model.selection import exemplified
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation

MESSAGES: Final = {
    "type": "a value of `{kind}` is of type {found}, the schema wants {expected}",
    "format": "a value of `{kind}` is no {expected}",
    "required": "a value of `{kind}` lacks {name}, which the schema requires",
    "additionalProperties": "a value of `{kind}` has {name}, which the schema does not allow",
    "unevaluatedProperties": "a value of `{kind}` has {name}, which the schema does not allow",
    "false": "a value of `{kind}` stands where the schema allows none",
    "finite": "a value of `{kind}` is a number that JSON does not have",
    "oneOf": "a value of `{kind}` fits none of the alternatives, or more than one of `oneOf`",
    "anyOf": "a value of `{kind}` fits none of the alternatives",
    "enum": "a value of `{kind}` is none of those that `enum` allows",
    "limit": "a value of `{kind}` does not keep to `{keyword}`, which is {limit}",
    "other": "a value of `{kind}` does not satisfy `{keyword}`",
}


@rule("NDX-CON-02", "GP.JSONSCHEMA", when=exemplified())
def examples_match_their_schema(schema: Schema, facts: Facts) -> Iterator[Violation | Unknown]:
    for example in schema.examples():
        for fault in facts.instances.faults(schema, example.value):
            if isinstance(fault, Undecided):
                yield Unknown(fault.reason, at=example)
                continue
            template = MESSAGES.get(fault.keyword, MESSAGES["other"])
            at = example.at.child(*fault.path)
            key = " ".join((fault.keyword, *map(str, fault.words.values())))
            message = Message.of(template, kind=example.kind, **{"keyword": fault.keyword, **fault.words})
            from compliance.rules.openapi.structure._example_mends import mends_of  # noqa: PLC0415 - most examples fit

            yield Violation(message, at=at, key=key, related=schema, mend=mends_of(fault, at, example))


_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Ngay: "
_ANSWER = """
openapi: 3.0.3
paths:
  /households:
    get:
      responses:
        '200':
          content:
            application/json:
              schema: {required: [so_ho], additionalProperties: false, properties: {so_ho: {type: integer}}}
              example: """
GOOD = [
    _SCHEMA + "{type: string, format: date, example: '2026-11-28', default: '2026-02-28'}\n",
    _ANSWER + "{so_ho: 12}\n",
]
BAD = {
    "a value of `example` is no date": _SCHEMA + "{type: string, format: date, example: 31/02/2026}  # <-\n",
    "a value of `default` is none of those that `enum` allows": _SCHEMA
    + "{enum: [open, closed], default: ended}  # <-\n",
    "a value of `examples` does not keep to `maxLength`, which is 2": _SCHEMA
    + "{maxLength: 2, examples: [abc]}  # <-\n",
    "a value of `example` does not satisfy `pattern`": _SCHEMA + "{pattern: '^[A-Z]', example: a}  # <-\n",
    "a value of `default` is of type string, the schema wants integer": "swagger: '2.0'\npaths:\n  /ho:\n"
    "    parameters: [{name: trang, in: query, required: true, type: integer, default: x}]  # <-\n",
    "a value of `example` does not satisfy `uniqueItems`": _SCHEMA + "{uniqueItems: true, example: [1, 1]}  # <-\n",
    "a value of `example` is of type string, the schema wants integer": _ANSWER + "{so_ho: '12'}  # <-\n",
    "a value of `example` is of type integer, the schema wants string": _SCHEMA
    + "{type: string, example: 079}  # <-\n",
    "a value of `example` stands where the schema allows none": _SCHEMA + "{items: false, example: [1]}  # <-\n",
    "a value of `example` is a number that JSON does not have": _SCHEMA + "{type: number, example: .inf}  # <-\n",
    "a value of `example` fits none of the alternatives, or more than one of `oneOf`": _SCHEMA
    + "{oneOf: [{type: integer}, {type: number}], example: 1}  # <-\n",
    "a value of `example` fits none of the alternatives": _SCHEMA
    + "{anyOf: [{type: integer}, {type: number}], example: a}  # <-\n",
    "a value of `example` lacks so_ho, which the schema requires": _ANSWER + "{}  # <-\n",
    "a value of `example` has ten, which the schema does not allow": _ANSWER + "{so_ho: 12, ten: A}  # <-\n",
}
IRRELEVANT = [_SCHEMA + "{type: string, format: date}\n"]
UNKNOWN = [_SCHEMA + "{pattern: '(', example: A}\n"]
