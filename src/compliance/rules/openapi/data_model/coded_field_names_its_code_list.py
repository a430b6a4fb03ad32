"""A field that holds a code of a common list names the list and its edition.

Broken: A coded field does not say from which list its codes are

The same digits mean one place before a merger and another after it; only list and edition tell which. A field is
recognised by its name, and only where a common list is known for it: administrative units and agencies.

To mend it, add `x-code-list: {name, edition}`, or name the list or its decision in the description; `x-code-list: none`
says that the field holds no code of a list.

Shows that a list is named. Does not show that it is the right one, nor that the values are codes of it.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.common_list import NamedList
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.field import Field
from compliance.model.rule import rule
from compliance.model.selection import field_named
from compliance.model.violation import Violation

CITED: Final = ("L20-2023.D41.K2", "L60-2024.D11.K2.A", "TT13-2017.D15", "CV4856-2026.PL3.VI.2")
CODES: Final = field_named("province_code", "commune_code", "unit_code", "agency_code")


@rule(*CITED, proof=Proof.INDICATIVE, when=CODES)
def coded_field_names_its_code_list(field: Field, facts: Facts) -> Iterator[Violation]:
    concept = facts.field_names.concept(field.name)
    common = next((one for one in facts.common_lists if concept in one.concepts), None)
    if common is None:
        return
    described = (field.node.text("description"), field.schema.keyword("description"), field.keyword("title"))
    if any(isinstance(text, str) and common.is_told_in(text) for text in described) or field.keyword("externalDocs"):
        return
    named = NamedList.read(field.keyword("x-code-list"))
    if named is None:
        template = "{name} does not say from which list its codes are; the common list is that of decision {decision}"
        yield Violation(template, at=field, name=field.name, decision=common.told)
    elif named.name is None:
        yield Violation("the `x-code-list` of {name} has no name", at=field, name=field.name)
    elif named.edition is None:
        yield Violation("the `x-code-list` of {name} has no edition", at=field, name=field.name)


_HO = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Ho:\n      properties:\n        "
_UNITS = "{name: administrative-units, edition: 19/2025/QĐ-TTg}"
GOOD = [
    _HO + "ma_tinh: {type: string, x-code-list: " + _UNITS + "}\n",
    _HO + "ma_xa: {type: string, description: Mã theo Quyết định 19/2025/QĐ-TTg}\n",
    _HO + "maCoQuan: {$ref: '#/components/schemas/Ma'}\n    Ma: {externalDocs: {url: https://example.gov.vn/ma}}\n",
    "openapi: 3.0.3\npaths: {/xa: {get: {parameters: [{name: ma_tinh, in: query, x-code-list: " + _UNITS + "}]}}}\n",
]
BAD = {
    "ma_tinh does not say from which list its codes are; the common list is that of decision 19/2025": _HO
    + "ma_tinh: {type: string}  # <-\n",
    "maCoQuan does not say from which list its codes are; the common list is that of decision 20/2020, 09/2025": (
        "swagger: '2.0'\npaths: {/a: {get: {parameters: [{name: maCoQuan, in: query, type: string}]}}}  # <-\n"
    ),
    "the `x-code-list` of ma_xa has no name": _HO + "ma_xa: {x-code-list: {edition: '2025'}}  # <-\n",
    "the `x-code-list` of ma_xa has no edition": _HO + "ma_xa: {x-code-list: {name: dvhc}}  # <-\n",
    "the `x-code-list` of maTinh has no edition": _HO + "maTinh: {x-code-list: dvhc}  # <-\n",
}
IRRELEVANT = [_HO + "dan_toc: {type: string}\n        ma_tinh: {x-code-list: none}\n"]
UNKNOWN = [_HO + "ma_tinh: {$ref: '#/none'}\n"]
