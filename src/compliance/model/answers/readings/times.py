"""Times without a zone, and dates and times in another form than the document names (RFC 3339)."""

import re
from collections.abc import Iterator
from typing import Final

from compliance.model.answers.answered import Answered
from compliance.model.answers.objects import SeenMember, has_data, objects_in
from compliance.model.observation.content import Remark
from compliance.model.pattern import late

_ZONELESS: Final = late(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d([.,]\d+)?)?", re.ASCII)
_PATTERNS: Final = {
    "yyyyMMddHHmmss": late(r"\d{14}", re.ASCII),
    "yyyyMMddHHmm": late(r"\d{12}", re.ASCII),
    "yyyyMMdd": late(r"\d{8}", re.ASCII),
    "dd/MM/yyyy HH:mm:ss": late(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d", re.ASCII),
    "dd/MM/yyyy HH:mm": late(r"\d\d/\d\d/\d{4} \d\d:\d\d", re.ASCII),
    "dd/MM/yyyy": late(r"\d\d/\d\d/\d{4}", re.ASCII),
    "yyyy-MM-dd": late(r"\d{4}-\d\d-\d\d", re.ASCII),
}
_NAMED: Final = late(r"(?:yyyyMMdd(?:HHmm(?:ss)?)?|dd/MM/yyyy(?: HH:mm(?::ss)?)?|yyyy-MM-dd)(?![\w:/<'-])")
_LONGEST_NOTE: Final = 200
"""Characters of a description that tells how its field is written; a longer one tells of more than that."""


def concerns(answered: Answered) -> bool:
    """Return whether there are values with schemas."""
    return has_data(answered)


def read(answered: Answered) -> Iterator[Remark]:
    """Yield `time` for each field of times, `zoneless` and `pattern` for values that are otherwise."""
    for seen in objects_in(answered):
        for member in seen.members:
            for value in member.value if isinstance(member.value, list) else (member.value,):
                if isinstance(value, str) and value and member.schemas:
                    yield from _judged(member, value)


def _judged(member: SeenMember, value: str) -> Iterator[Remark]:
    form = member.keyword("format")
    pattern = None if form is not None else _pattern(member)
    if form == "date-time" and _ZONELESS.fullmatch(value):
        yield Remark("zoneless", member.pointer)
    elif pattern is not None and not _PATTERNS[pattern].fullmatch(value):
        yield Remark("pattern", member.pointer, (("expected", pattern),))
    elif form == "date-time" or pattern is not None:
        yield Remark("time")


def _pattern(member: SeenMember) -> str | None:
    """Return the one pattern that a short description of a field names, None if it names none, or several."""
    about = member.keyword("description")
    named = set(_NAMED.findall(about)) if isinstance(about, str) and len(about) <= _LONGEST_NOTE else set()
    return named.pop() if len(named) == 1 else None
