"""Values in YAML are written so that every version of YAML reads them alike.

Broken: A value without quotation marks is read in two ways

Half of the tools read YAML by version 1.1, half by 1.2. To the first `no` is false, a date a moment and 0123 an octal
number; to the second they are text or another number. So a code loses its zero, and a list of words holds true.

To mend it, put the value into quotation marks, or write the number without leading zeros and in plain decimals.

Shows that all readers get the same values. Does not show that a number should not have been text.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.location import Location
from compliance.model.rule import rule
from compliance.model.source import SourceText
from compliance.model.violation import Unknown, Violation

MESSAGES: Final = {
    "word": "without quotation marks this word is true or false to YAML 1.1, and a text to YAML 1.2",
    "moment": "without quotation marks this is a moment to YAML 1.1, and a text to YAML 1.2",
    "number": "without quotation marks YAML 1.1 and 1.2 do not read the same number or text here",
}


@rule("GP.OAS")
def scalars_read_alike(source: SourceText) -> Iterator[Violation | Unknown]:
    if source.layout is None:
        yield Unknown("the file could not be read", at=source)
    if not source.scalars:
        return
    from compliance.rules.openapi.structure._scalar_mends import mends_of  # noqa: PLC0415 - most files have none

    places = [Location(source.uri, each.pointer, each.line, each.column) for each in source.scalars]
    mends = [mend for each in source.scalars for mend in mends_of(each, source.uri)]
    if source.scalar_count > len(places):
        template = "{count} values without quotation marks are read differently by YAML 1.1 and 1.2; here is the first"
        yield Violation(template, at=places[0], count=source.scalar_count, mend=mends)
        return
    for scalar, at in zip(source.scalars, places, strict=True):
        yield Violation(MESSAGES[scalar.kind], at=at, mend=mends_of(scalar, source.uri))


_DOCUMENT = "openapi: 3.1.0\npaths: {}\n"
GOOD = [
    _DOCUMENT + "x-a: ['no', \"2026-11-28\", 12, -1.5, 0x1F, true, nothing, .5, 1.5e+3, 2026, '0123', y]\n'on': 0\n",
    '{"openapi": "3.1.0", "x-a": 1e3}',
    _DOCUMENT + "x-a: |\n  no\nx-b: !!str no\nx-c: 08:30\n",
]
BAD = {
    "without quotation marks this word is true or false to YAML 1.1, and a text to YAML 1.2": _DOCUMENT
    + "x-a: [có, No]  # <-\n",
    "without quotation marks this is a moment to YAML 1.1, and a text to YAML 1.2": _DOCUMENT
    + "x-a: {ngay: 2026-11-28}  # <-\n",
    "without quotation marks YAML 1.1 and 1.2 do not read the same number or text here": _DOCUMENT
    + "x-a: 0123  # <-\n",
    "102 values without quotation marks are read differently by YAML 1.1 and 1.2; here is the first": _DOCUMENT
    + f"x-a: [{'no, ' * 102}có]  # <-\n",
}
UNKNOWN = [_DOCUMENT + "x-a: [no }\n"]
