"""A place code tells of which edition of the list it is.

Broken: A place code does not tell whether it is of before or after the mergers

Since 1 July 2025 there are two levels, and one code may name another place than before. An address with a third level
may be of the past or of today, so that a reader has to see of which edition its codes are. A field is recognised by
its name.

To mend it, write `x-code-list: {name: …, edition: …}`, name the decision or the edition in the description, or put the
day from which the value holds beside it.

Shows whether the document says anything of the edition. Does not show that the values are of that edition.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import tells
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.schema import Property
from compliance.model.rule import rule
from compliance.model.selection import field_named
from compliance.model.violation import Violation
from compliance.rules.openapi.identifiers._siblings import named, tell, tells_its_time

PLACES: Final = ("province_code", "commune_code")
MESSAGES: Final = (
    MESSAGE := "place codes that do not tell of which edition of their list they are: {count}, the first is {first}",
)


def stands_beside_a_district(property_: Property, facts: Facts) -> bool:
    return bool(named(property_, facts, "district"))


@rule(
    "CV4856-2026.PL3.II.1",
    proof=Proof.INDICATIVE,
    when=field_named(*PLACES).narrowed(stands_beside_a_district),
)
def place_code_states_its_edition(property_: Property, facts: Facts) -> Iterator[Violation]:
    places = named(property_, facts, *PLACES)
    if property_.name == places[0] and not states_edition(property_, facts):
        yield Violation(MESSAGE, at=property_.parent, count=len(places), first=property_.name)


def states_edition(property_: Property, facts: Facts) -> bool:
    """Return whether mark, description or siblings tell of the edition, or of the time for which the value holds."""
    words = facts.field_words["edition"]
    stated = property_.schema.keyword("x-code-list")
    if isinstance(stated, dict) and stated.get("edition"):
        return True
    about = (
        property_.schema.keyword("description"),
        property_.parent.text("description"),
        stated,
        about_all(property_),
    )
    is_told = any(tells(text, words) for text in about if isinstance(text, str))
    return is_told or tell(property_, facts, "edition") or tells_its_time(property_, facts)


def about_all(property_: Property) -> str | None:
    """Return what the document says for all of its fields."""
    info = property_.files.root.get("info")
    return info.text("description") if info is not None else None


_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    "
GOOD = [
    _SCHEMA
    + "Dia_chi: {properties: {ma_huyen: {}, ma_xa: {type: string, description: Mã theo Quyết định 19/2025/QĐ-TTg}}}\n",
    _SCHEMA
    + "Dia_chi: {properties: {ma_huyen: {}, ma_xa: {type: string, x-code-list: {name: dvhc, edition: '2025'}}}}\n",
    _SCHEMA + "Dia_chi: {properties: {ma_huyen: {}, ma_xa: {type: string}, tu_ngay: {type: string, format: date}}}\n",
    _SCHEMA + "Dia_chi_cu: {properties: {maHuyen: {}, maXa: {type: string}}}\n",
]
BAD = {
    "place codes that do not tell of which edition of their list they are: 2, the first is ma_tinh": _SCHEMA
    + "Dia_chi: {properties: {ma_tinh: {type: string}, ma_huyen: {}, ma_xa: {type: string}}}  # <-\n",
    "place codes that do not tell of which edition of their list they are: 1, the first is maXa": _SCHEMA
    + "Dia_chi: {properties: {maXa: {type: string, x-code-list: {name: dvhc}}, tenHuyen: {}}}  # <-\n",
}
IRRELEVANT = [_SCHEMA + "Dia_chi: {properties: {ten_xa: {type: string}, ma_tinh: {type: string}}}\n"]
