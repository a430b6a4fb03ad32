"""Codes of agencies that are written as no code of Decision 20/2020/QĐ-TTg is."""

import re
from collections.abc import Iterator
from typing import Final

from compliance.model.answers.answered import Answered
from compliance.model.answers.objects import SeenMember, has_data, objects_in
from compliance.model.codelist import tells
from compliance.model.common_list import NamedList
from compliance.model.facts import Facts
from compliance.model.observation.content import Remark
from compliance.model.pattern import late

_MARK: Final = "x-code-list"
_CONCEPT: Final = "agency_code"
_FORM: Final = late(r"(?:[0-9]{2,3}\.){0,3}[A-Z][0-9]{2}(?:\.[A-Z0-9]+)*", re.ASCII)
_LIKE_ONE: Final = late(r"(?=.*[A-Za-z])(?=.*[0-9])[A-Za-z0-9. _-]{2,60}", re.ASCII)
_LONGEST: Final = 35
_NOTHING: Final = frozenset({"", "-"})


def concerns(answered: Answered) -> bool:
    """Return whether there are values, and names to know them by."""
    return has_data(answered) and answered.facts is not None


def read(answered: Answered) -> Iterator[Remark]:
    """Yield `marked` and `named` for codes that are written wrongly, by how the field is known, `code` for others."""
    facts = answered.facts
    for seen in objects_in(answered) if facts is not None else ():
        for member in seen.members:
            if isinstance(member.value, str) and member.value.strip() not in _NOTHING and facts is not None:
                yield from _judged(member, member.value, facts)


def _judged(member: SeenMember, value: str, facts: Facts) -> Iterator[Remark]:
    mark = member.keyword(_MARK)
    is_marked = mark is not None and _means_agencies(mark, facts)
    if not is_marked and (mark is not None or not _is_called_so(member.name, facts)):
        return
    if len(value) <= _LONGEST and _FORM.fullmatch(value):
        yield Remark("code")
    elif is_marked:
        yield Remark("marked", member.pointer)
    elif _LIKE_ONE.fullmatch(value):
        # because what is a number or a word only may be the code of another scheme
        yield Remark("named", member.pointer)


def _means_agencies(mark: object, facts: Facts) -> bool:
    named = NamedList.read(mark)
    name = named.name if named is not None else None
    return name is not None and any(_CONCEPT in one.concepts and one.is_named(name) for one in facts.common_lists)


def _is_called_so(name: str, facts: Facts) -> bool:
    """Return whether a field is for the code of an agency; any unit may have a code of its sector."""
    is_any_unit = tells(name, ("don vi",)) and not tells(name, ("dinh danh", "co quan"))
    return facts.field_names.concept(name) == _CONCEPT and not is_any_unit
