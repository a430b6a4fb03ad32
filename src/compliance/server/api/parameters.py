"""The parameters that resources share, each described once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from starlette.datastructures import QueryParams

from compliance.model.dataclass import dataclass
from compliance.model.text import Message
from compliance.server.api.refusals import Refused
from compliance.server.api.values import Sign, Value, Whole, Words

_LONGEST: Final = 200
_MOST_RUNS: Final = 999_999_999


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that is asked for in the query of an address, or in its path.

    `of` tells those apart that have the same name; `example` is a value, None if the form says enough.
    """

    name: str
    says: Message
    value: Value
    is_in_path: bool = False
    of: str = ""
    example: str | int | None = None

    @property
    def key(self) -> str:
        """The name under which it is described."""
        return f"{self.of}.{self.name}" if self.of else self.name

    def read(self, text: str) -> Any:
        """Return the value; raises `Refused`."""
        found = self.value.read(text)
        if found is None:
            template = "{name}: `{found}` was found; {expected}"
            raise Refused(400, Message.of(template, name=self.name, found=text[:80], expected=self.value.expected))
        return found


def read(parameters: Sequence[Parameter], path: Mapping[str, str], query: QueryParams) -> dict[str, Any]:
    """Return what is asked for by name, with what is usual where nothing is said; raises `Refused`."""
    asked = [each for each in parameters if not each.is_in_path]
    _refuse_unknown(query.keys(), [each.name for each in asked])
    given = {each.name: each.read(path[each.name]) for each in parameters if each.is_in_path}
    for each in asked:
        texts = query.getlist(each.name)
        if len(texts) > 1:
            template = "{name} is given {count} times; once is expected"
            raise Refused(400, Message.of(template, name=each.name, count=len(texts)))
        given[each.name] = each.read(texts[0]) if texts else each.value.usual
    return given


def _refuse_unknown(given: Iterable[str], known: Sequence[str]) -> None:
    for name in given:
        if name in known:
            continue
        if not known:
            raise Refused(400, Message.of("the parameter `{found}` is not known; there is none here", found=name[:80]))
        template = "the parameter `{found}` is not known; known: {known}"
        raise Refused(400, Message.of(template, found=name[:80], known=", ".join(known)))


RUN: Final = Parameter(
    "run", Message.of("Number of the run that is read; without it the last complete one."), Whole(1, _MOST_RUNS)
)
SINCE: Final = Parameter(
    "since",
    Message.of("Number of the earlier run to compare with; without it the run before of the same label."),
    Whole(1, _MOST_RUNS),
)
NUMBER: Final = Parameter("number", Message.of("Number of the run."), Whole(1, _MOST_RUNS), is_in_path=True, example=7)
SLUG: Final = Parameter(
    "slug",
    Message.of("Identifier of the platform, as its record and the lists have it."),
    Words(_LONGEST),
    is_in_path=True,
    example="household-business",
)
KEY: Final = Parameter(
    "key",
    Message.of("Name of the owner in addresses: its code, else one made from its name."),
    Words(_LONGEST),
    is_in_path=True,
    example="G12",
)
REQUIREMENT_ID: Final = Parameter(
    "id",
    Message.of("Identifier of the requirement."),
    Words(_LONGEST),
    is_in_path=True,
    of="requirement",
    example="ND331-2026.D30.K4",
)
RULE_ID: Final = Parameter(
    "id",
    Message.of("Identifier of the rule."),
    Words(_LONGEST),
    is_in_path=True,
    of="rule",
    example="openapi.operation_requires_security",
)
LIMIT: Final = Parameter("limit", Message.of("How many items an answer has at most."), Whole(1, 500, 100))
CURSOR: Final = Parameter(
    "cursor",
    Message.of("Where the next page begins, as `next` of the page before has it; without it the first page."),
    Sign("[0-9]{1,9}"),
)
PAGE: Final = (LIMIT, CURSOR)
