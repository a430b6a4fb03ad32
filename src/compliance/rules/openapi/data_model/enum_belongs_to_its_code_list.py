"""Values of a field that names a code list are codes of that list.

Broken: A field shows a value that is no code of the list it names

Whoever builds on the document sends the value, and everybody who keeps to the list refuses it.

To mend it, correct the values, or name the list that they are from.

Shows that values could be codes of the lists held here: administrative units by their form, as their codes were not
read one by one, and agencies by the codes that are known. Does not show that a place or an agency of that code exists.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import level_1
from compliance.model.common_list import CommonList, NamedList
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.field import Field
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.data_model._marks import MARK, names_a_list

VALUES: Final = ("enum", "const", "default", "example", "examples")
NOTHING: Final = frozenset({"", "-", "unknown", "none", "null"})
MESSAGES: Final = {
    "form": "{value}, a value of {name}, is no code of the list of decision {decision}",
    "closed": "{value}, a value of {name}, is no longer on the list of decision {decision}",
}


@rule("L20-2023.D41.K2", "L60-2024.D11.K2.A", proof=Proof.INDICATIVE, when=names_a_list)
def enum_belongs_to_its_code_list(field: Field, facts: Facts) -> Iterator[Violation | Unknown]:
    named = NamedList.read(field.keyword(MARK))
    held = next((one for one in facts.common_lists if named and named.name and one.is_named(named.name)), None)
    if held is None or named is None:
        yield Unknown("the list that {name} names is not held here", at=field, name=field.name)
    elif named.edition and not any(number in named.edition for number in (*held.decisions, "2025")):
        yield Unknown("the edition of the list that {name} names is not held here", at=field, name=field.name)
    else:
        for value in dict.fromkeys(values(field)):
            yield from judged(value, held, field, facts)


def values(field: Field) -> Iterator[str]:
    """Yield the values that the document gives; numbers have lost zeros, and what marks the unknown is no code."""
    items = field.schema.items
    for keyword in VALUES:
        found = field.keyword(keyword), items.keyword(keyword) if items is not None else None
        for value in (value for given in found for value in (given if isinstance(given, list) else (given,))):
            if isinstance(value, str) and value.strip().lower() not in NOTHING:
                yield value


def judged(value: str, held: CommonList, field: Field, facts: Facts) -> Iterator[Violation | Unknown]:
    own = held.forms.get(facts.field_names.concept(field.name) or "")
    is_possible = any(form.fullmatch(value) for form in ([own] if own else held.forms.values()))
    is_closed = facts.agencies.once_coded(level_1(value)) is not None
    if held.forms and is_possible:
        return
    if held.forms or is_closed:
        template = MESSAGES["form" if held.forms else "closed"]
        yield Violation(template, at=field, key=value, value=value[:40], name=field.name, decision=held.told)
    elif facts.agencies.coded(level_1(value)) is None:
        yield Unknown("not every code of decision {decision} is held here", at=field, decision=held.told)


_HO = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Ho:\n      properties:\n        "
_UNITS = "x-code-list: {name: administrative-units, edition: 19/2025/QĐ-TTg}"
_AGENCIES = "x-code-list: {name: Mã định danh điện tử}"
_LIST = "is no code of the list of decision 19/2025"
GOOD = [
    _HO + "ma_tinh: {enum: ['01', '79', ''], example: '01', " + _UNITS + "}\n",
    _HO + "noi_o: {enum: ['01', '00001'], " + _UNITS + "}\n        ma: {default: 000.00.00.G12, " + _AGENCIES + "}\n",
]
BAD = {
    f"2x, a value of ma_tinh, {_LIST}": _HO + "ma_tinh: {items: {enum: [2x]}, " + _UNITS + "}  # <-\n",
    f"1x, a value of ma_tinh, {_LIST}": _HO + "ma_tinh: {enum: ['01', '1x'], " + _UNITS + "}  # <-\n",
    f"00001, a value of maTinh, {_LIST}": _HO
    + "maTinh: {$ref: '#/components/schemas/Ma'}  # <-\n    Ma: {example: '00001', "
    + _UNITS
    + "}\n",
    f"00000, a value of xa, {_LIST}": "swagger: '2.0'\npaths: {/a: {get: {parameters: [\n  "
    "{name: xa, in: query, type: string, default: '00000', " + _UNITS + "}]}}}  # <-\n",
    "G05, a value of ma, is no longer on the list of decision 20/2020, 09/2025": _HO
    + "ma: {const: G05, "
    + _AGENCIES
    + "}  # <-\n",
}
IRRELEVANT = [_HO + "ma_tinh: {enum: [1x]}\n        ma: {enum: [A], x-code-list: none}\n"]
UNKNOWN = [
    _HO + "nuoc: {enum: [VN, UK], x-code-list: {name: countries}}\n",
    _HO + "huyen: {enum: ['001'], x-code-list: {name: dvhc, edition: 124/2004}}\n",
    _HO + "ma: {enum: [H99], " + _AGENCIES + "}\n",
]
