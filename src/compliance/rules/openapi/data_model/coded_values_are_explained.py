"""A list of bare numbers or abbreviations says what each of its values means.

Broken: Nobody says what the codes of a field mean

A 1 that means male in one service and female in the next is read wrongly by a program that nobody warned.

To mend it, explain each value in the description (`1: nam, 2: nữ`), give `oneOf` with `const` and `title`, or name the
code list with `x-code-list`.

Shows that the text beside a list of values speaks of each of them. Does not show that what it says is right, nor
anything of values that are words, or of parameters of version 2.0.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import phrase, tells
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.paging import SIZES
from compliance.model.openapi.schema import Schema
from compliance.model.pattern import late
from compliance.model.rule import rule
from compliance.model.selection import having
from compliance.model.violation import Violation
from compliance.rules.openapi.data_model._codes import holders, is_bare, listed_in, name_of

EXPLAINED_BY: Final = (
    "x-code-list",
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-ms-enum",
    "externalDocs",
)
WORD: Final = late(r"[\w-]+")
LINK: Final = late(r"https?://")


def lists_codes(schema: Schema, facts: Facts) -> bool:
    """Return whether a schema lists bare codes: no sizes of pages, and no codes that everybody knows."""
    if not is_bare(listed_in(schema.node)):
        return False
    name = phrase(name_of(schema.node))
    return name not in SIZES and not tells(name, facts.message_words["known-codes"])


@rule("TT13-2017.D15", "TT13-2017.D7.K1", proof=Proof.INDICATIVE, when=having("enum").narrowed(lists_codes))
def coded_values_are_explained(schema: Schema) -> Iterator[Violation]:
    node, name = schema.node, name_of(schema.node)
    if any(holder.has(key) for holder in holders(node) for key in EXPLAINED_BY):
        return
    text = " ".join(text for holder in holders(node) for key in ("title", "description") if (text := holder.text(key)))
    told = set(WORD.findall(text))
    missing = [str(value) for value in listed_in(node) if str(value) not in told]
    if missing and not LINK.search(text):
        template = "{name} has codes that nobody explains, such as {value}"
        yield Violation(template, at=schema, name=name, value=missing[0])


_HO = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Ho:\n      properties:\n        "
GOOD = [
    _HO + "gioi_tinh: {enum: [1, 2], description: '1: nam, 2: nữ'}\n",
    _HO + "loai: {enum: [A, B], x-code-list: {name: loại hộ}}\n",
    _HO + "loai: {description: 'A là hộ, B là hợp tác xã', type: array, items: {enum: [A, B, null]}}\n",
    "openapi: 3.0.3\npaths: {/ho: {get: {parameters: [\n"
    "  {name: loai, in: query, description: Xem https://example.gov.vn/loai, schema: {enum: ['1', '2']}}]}}}\n",
]
BAD = {
    "gioi_tinh has codes that nobody explains, such as 0": _HO + "gioi_tinh: {enum: [0, 1]}  # <-\n",
    "gioi_tinh has codes that nobody explains, such as 3": _HO
    + "gioi_tinh: {enum: ['1', '2', '3'], description: '1 - nam, 2 - nữ'}  # <-\n",
    "loai has codes that nobody explains, such as HK": """
        openapi: 3.0.3
        paths:
          /ho:
            get:
              parameters: [{name: loai, in: query, schema: {type: array, items: {enum: [HK, DN]}}}]  # <-
        """,
    "Loai has codes that nobody explains, such as 01": """
        swagger: '2.0'
        paths: {}
        definitions:
          Loai: {type: string, enum: ['01', '02'], description: Loại hộ}  # <-
        """,
}
IRRELEVANT = [
    _HO + "trang_thai: {enum: [open, closed]}\n        page_size: {enum: [10, 20]}\n        nuoc: {enum: [VN, LA]}\n",
    _HO + "loai: {enum: [A]}\n        dung: {enum: [true, false]}\n        sai: {enum: {a: b}}\n",
]
