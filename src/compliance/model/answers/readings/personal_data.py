"""Persons that an answer shows: how many, and by which kinds of data; never who they are."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.model.answers.answered import Answered
from compliance.model.answers.objects import SeenMember, SeenObject, has_data, objects_in
from compliance.model.codelist import plain
from compliance.model.facts import Facts
from compliance.model.observation.content import Remark
from compliance.model.pattern import late

MARK: Final = "x-personal-data"
# place (001 to 096), century and sex, year of birth, six digits: Decree 137/2015/NĐ-CP, Art. 13
_NUMBER: Final = late(r"0(?:0[1-9]|[1-8][0-9]|9[0-6])[0-3][0-9]{8}", re.ASCII)
_INVENTED: Final = frozenset({"012345678901", "012345678910", "001234567890", "001234567891"})
_ALIKE: Final = late(r"([0-9])\1{8}$", re.ASCII)
_DATE: Final = late(
    r"(?:19|20)[0-9]{2}(?:-?[01][0-9]-?[0-3][0-9](?:T.{1,40}|[0-9]{6})?)?|[0-3]?[0-9][/.-][01]?[0-9][/.-](?:19|20)[0-9]{2}",
    re.ASCII,
)
_WORD: Final = late(r"[^\W\d_]+")
_ID: Final = "citizen_id"
_BESIDE: Final = frozenset({"full_name", "birth_date"})
_LEAST_WORDS: Final = 2


def concerns(answered: Answered) -> bool:
    """Return whether data came in which persons can be recognised."""
    return has_data(answered) and answered.facts is not None


def read(answered: Answered) -> Iterator[Remark]:
    """Yield `person` for each one whose number stands beside a name or a birth date, once for one number.

    Also `marked` for each member with a value that the document marks as personal, and `number` for objects with the
    number of a person and nothing else of it.
    """
    facts, met = answered.facts, set[str]()
    for seen in objects_in(answered) if facts is not None else ():
        if facts is None:
            return
        kinds = _kinds(seen, facts)
        yield from (Remark("marked", each.pointer) for each in seen.members if _is_marked(each, facts) and each.value)
        if _ID in kinds and kinds.keys() & _BESIDE:
            number = kinds[_ID]
            if number not in met:
                met.add(number)
                yield Remark("person", seen.pointer, (("kinds", ", ".join(sorted({_ID, *_BESIDE} & kinds.keys()))),))
        elif _ID in kinds:
            yield Remark("number", seen.pointer)


def _kinds(seen: SeenObject, facts: Facts) -> Mapping[str, str]:
    """Return the kinds of personal data that an object holds, each with one value, which goes no further than here."""
    found: dict[str, str] = {}
    for member in seen.members:
        concept = facts.field_names.concept(member.name)
        if concept is None or not facts.field_names.concepts[concept].is_personal or _is_excused(member, facts):
            continue
        value = str(member.value).strip() if isinstance(member.value, str | int) else ""
        if _is_value_of(concept, value):
            found.setdefault(concept, value)
    return found


def _is_value_of(concept: str, value: str) -> bool:
    """Return whether a value can be what its name says."""
    if concept == _ID:
        is_number = _NUMBER.fullmatch(value) is not None
        return is_number and value not in _INVENTED and _ALIKE.search(value) is None
    if concept == "full_name":
        return len(_WORD.findall(plain(value))) >= _LEAST_WORDS and "*" not in value
    if concept == "birth_date":
        return _DATE.fullmatch(value) is not None
    return bool(value) and "*" not in value


def _is_marked(member: SeenMember, facts: Facts) -> bool:
    return _mark(member.keyword(MARK), facts) is True


def _is_excused(member: SeenMember, facts: Facts) -> bool:
    """Return whether the document says that a member holds no personal data."""
    return _mark(member.keyword(MARK), facts) is False


def _mark(stated: Any, facts: Facts) -> bool | None:
    mark = facts.extensions[MARK].mark(stated if isinstance(stated, str) else None)
    return mark.personal if mark is not None else None
