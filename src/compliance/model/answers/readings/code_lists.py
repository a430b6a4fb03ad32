"""Codes that are on no edition of the list that they are from."""

import re
from collections.abc import Iterator
from typing import Final

from compliance.model.answers.answered import Answered
from compliance.model.answers.objects import SeenMember, SeenObject, has_data, objects_in
from compliance.model.codelist import level_1
from compliance.model.common_list import CommonList, NamedList
from compliance.model.facts import Facts
from compliance.model.observation.content import Remark
from compliance.model.pattern import late

MARK: Final = "x-code-list"
_NOTHING: Final = frozenset({"", "-", "unknown", "none", "null", "n/a"})
_NO_LIST: Final = "none"
_EDITIONS: Final = ("2025",)
_AGENCY: Final = late(r"(?:000\.00\.00\.)?G([0-9]{2})(?:\.[A-Z0-9.]{1,30})?", re.ASCII)
_DAY: Final = late(r"\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4}|\d{8}|\d{14}", re.ASCII)
# because districts ended in July 2025, and were on the editions before
_DISTRICT: Final = late(r"[0-9]{3}", re.ASCII)
_OF_ANY_UNIT: Final = "unit_code"


def concerns(answered: Answered) -> bool:
    """Return whether there are values with schemas, and lists to hold them against."""
    return has_data(answered) and answered.facts is not None


def read(answered: Answered) -> Iterator[Remark]:
    """Yield `marked` and `named` for codes of no edition, by how the field is known, `ended` for codes of the past.

    `code` stands for each that could be one.
    """
    facts = answered.facts
    for seen in objects_in(answered) if facts is not None else ():
        for member in seen.members:
            if isinstance(member.value, str) and member.value.strip().lower() not in _NOTHING and facts is not None:
                yield from _judged(member, member.value, seen, facts)


def _judged(member: SeenMember, value: str, seen: SeenObject, facts: Facts) -> Iterator[Remark]:
    mark = member.keyword(MARK)
    held = _held(mark, facts) if mark is not None else _customary(member.name, facts)
    if held is None:
        return
    words = (("list", held.told),)
    if not held.forms:
        kind = _agency(value, member, seen, facts)
        if kind is not None:
            yield Remark("code") if kind == "code" else Remark(kind, member.pointer, words)
    elif _is_possible(value, member.name, held, facts):
        yield Remark("code")
    elif mark is not None:
        yield Remark("marked", member.pointer, words)
    elif value.isascii() and value.isdigit():
        # because a field that is only called so may have codes of another country
        yield Remark("named", member.pointer, words)


def _held(mark: object, facts: Facts) -> CommonList | None:
    """Return the list that a mark names, None if it is not held here, or in another edition."""
    named = NamedList.read(mark)
    if named is None or named.name is None or named.name == _NO_LIST:
        return None
    held = next((one for one in facts.common_lists if one.is_named(named.name)), None)
    if held is None or not named.edition:
        return held
    return held if any(number in named.edition for number in (*held.decisions, *_EDITIONS)) else None


def _customary(name: str, facts: Facts) -> CommonList | None:
    """Return the list for fields of this name, as far as the forms of its codes are known."""
    concept = facts.field_names.concept(name)
    return next((one for one in facts.common_lists if concept in one.forms), None)


def _is_possible(value: str, name: str, held: CommonList, facts: Facts) -> bool:
    concept = facts.field_names.concept(name) or ""
    own = held.forms.get(concept)
    forms = [own] if own is not None else list(held.forms.values())
    is_of_any_unit = own is None or concept == _OF_ANY_UNIT
    return any(form.fullmatch(value) for form in forms) or (is_of_any_unit and _DISTRICT.fullmatch(value) is not None)


def _agency(value: str, member: SeenMember, seen: SeenObject, facts: Facts) -> str | None:
    """Return what kind of code of an agency it is, None if its number is not among those that were read."""
    found, code = _AGENCY.fullmatch(value), level_1(value)
    if found is None or member.keyword(MARK) is None:
        return None
    if facts.agencies.coded(code) is not None:
        return "code"
    if facts.agencies.once_coded(code) is not None:
        return None if _tells_a_day(seen) else "ended"
    return "marked" if int(found[1]) == 0 else None


def _tells_a_day(seen: SeenObject) -> bool:
    """Return whether an object names a day, on which the code may have been one."""
    return any(isinstance(each.value, str) and _DAY.match(each.value) for each in seen.members)
