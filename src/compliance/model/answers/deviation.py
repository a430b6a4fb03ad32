"""One way in which an answer does not keep to its document."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from compliance.model.dataclass import dataclass, field
from compliance.model.text import Message


class Part(StrEnum):
    """The parts of an answer, in the order in which they are judged: one that deviates hides those behind it."""

    STATUS = "status"
    MEDIA_TYPE = "media-type"
    HEADERS = "headers"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Deviation:
    """What deviates: the part, the keyword that tells how, the steps into the body, and words that hold no value."""

    part: Part
    keyword: str
    path: tuple[str | int, ...] = ()
    words: Mapping[str, str | int] = field(default_factory=dict)


CUT_OFF: Final = Message.of("the body was cut off, so that it is not known whether it fits its schema")
BEYOND: Final = Message.of("the body is nested too deeply, or holds too long a number, to be read")
ENCODED: Final = Message.of("the body came in a content coding that was not undone")
NOT_UTF_8: Final = Message.of("the body is not UTF-8, so that it was not held against its schema")
