"""Deviations as they are kept: without any value of the body."""

from collections.abc import Iterator
from typing import Final

from compliance.model.answers.answered import Answered
from compliance.model.answers.deviation import Deviation
from compliance.model.location import escape
from compliance.model.openapi.document import document_of
from compliance.model.openapi.files import DocumentFiles
from compliance.model.pattern import late

_MANY_DIGITS: Final = late(r"(?:[^0-9]*[0-9]){4}")
_NAME: Final = late(r"[A-Za-z_$@][A-Za-z0-9_.$@-]{0,59}")
_SOMETHING: Final = "*"


def pointer_in(answered: Answered, path: tuple[str | int, ...]) -> str:
    """Return the JSON pointer of a value; `*` stands for items, and for names that the document does not have.

    A body may have the number of a person as the name of a member.
    """
    names = _names(answered.operation.files) if answered.operation is not None else frozenset[str]()
    return "".join(f"/{escape(step) if isinstance(step, str) and step in names else _SOMETHING}" for step in path)


def words_of(deviation: Deviation) -> tuple[tuple[str, str | int], ...]:
    """Return the keyword and the words as they are kept."""
    return tuple(_words(deviation))


def _words(deviation: Deviation) -> Iterator[tuple[str, str | int]]:
    yield "keyword", deviation.keyword
    for name, value in deviation.words.items():
        if name == "keyword":
            yield "limited", value
        elif name == "name" and isinstance(value, str) and not is_name(value):
            yield name, _SOMETHING
        else:
            yield name, value


def is_name(text: str) -> bool:
    """Return whether a text looks like the name of a member, and like nobody's number."""
    return _NAME.fullmatch(text) is not None and _MANY_DIGITS.match(text) is None


def _names(files: DocumentFiles) -> frozenset[str]:
    """Return the names of all members that the document describes."""
    document = document_of(files)
    return files.remember("names of members", lambda: frozenset(each.name for each in document.nodes.properties))
