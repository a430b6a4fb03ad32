"""The parameter for the size of a page has a maximum and a default.

Broken: A caller may ask for a page of any size

One call for a page of ten million records stops the service for everybody, and without a default nobody knows how many
records come.

To mend it, state `maximum` and `default` of the parameter.

Shows what the document states of parameters that are called like a size. Does not show that the service keeps to it.
"""

from collections.abc import Collection, Iterator
from typing import Final

from compliance.model.codelist import phrase
from compliance.model.facts import Facts
from compliance.model.openapi.listing import is_page_size
from compliance.model.openapi.parameter import Parameter
from compliance.model.rule import rule
from compliance.model.violation import Violation

BOUNDS: Final = ("maximum", "exclusiveMaximum", "enum", "const", "maxLength", "pattern")


@rule("GP.OWASP-API4", when=is_page_size)
def page_size_has_a_maximum(parameter: Parameter, facts: Facts) -> Iterator[Violation]:
    stated, words = parameter.schema, in_words(parameter)
    if all(stated.keyword(keyword) is None for keyword in BOUNDS) and not tells(words, facts.message_words["maximum"]):
        template = "{name} has no `maximum`, so a page may be of any size"
        yield Violation(template, at=parameter, has_one_cause=True, name=parameter.name)
    elif (
        not parameter.is_required
        and stated.keyword("default") is None
        and not tells(words, facts.message_words["default"])
    ):
        template = "{name} has no `default`, so nobody knows how large a page is"
        yield Violation(template, at=parameter, has_one_cause=True, name=parameter.name)


def in_words(parameter: Parameter) -> str:
    """Return the description of a parameter and of its schema, as plain words with blanks around."""
    described = (parameter.node.text("description"), parameter.schema.keyword("description"))
    return f" {phrase(' '.join(text for text in described if isinstance(text, str)))} "


def tells(text: str, words: Collection[str]) -> bool:
    """Return whether a text tells a number and has one of the words."""
    return any(f" {word} " in text for word in words) and any(sign.isdecimal() for sign in text)


_GET = "openapi: 3.1.0\npaths:\n  /ho:\n    get:\n      parameters:\n      - "
GOOD = [
    _GET + "{name: limit, in: query, schema: {type: integer, maximum: 100, default: 20}}\n",
    _GET + "{name: page_size, in: query, required: true, schema: {$ref: '#/components/schemas/Size'}}\n"
    "components: {schemas: {Size: {allOf: [{enum: [10, 20]}]}}}\n",
]
BAD = {
    "limit has no `maximum`, so a page may be of any size": _GET
    + "{name: limit, in: query, schema: {type: integer, default: 20}}  # <-\n",
    "pageSize has no `maximum`, so a page may be of any size": _GET + "{name: pageSize, in: query}  # <-\n",
    "soLuong has no `maximum`, so a page may be of any size": _GET
    + "{name: trang, in: query}\n      - {name: soLuong, in: query, content: {text/plain: {}}}  # <-\n",
    "size has no `default`, so nobody knows how large a page is": """
        swagger: '2.0'
        paths: {/ho: {get: {parameters: [{name: page, in: query}, {$ref: '#/parameters/Size'}]}}}
        parameters:
          Size: {name: size, in: query, type: integer, maximum: 100}  # <-
        """,
}
GOOD.append(_GET + "{name: limit, in: query, description: 'Mặc định 20, tối đa 100'}\n")
IRRELEVANT = [_GET + "{name: soLuong, in: query}\n", _GET + "{name: limit, in: header}\n"]
UNKNOWN = [_GET + "{name: limit, in: query, schema: {$ref: '#/none'}}\n"]
