"""The request id by which both sides find one exchange in their logs: in which header it travels."""

from collections.abc import Iterable, Iterator
from typing import Final

from compliance.model.codelist import phrase
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.paging import answer_in_json

USUAL: Final = "X-Correlation-Id"
_HEADERS: Final = frozenset(
    {"x correlation id", "correlation id", "x request id", "request id", "x trace id", "x road id"}
    | {"ma tuong quan", "x ma tuong quan", "ma yeu cau", "x ma yeu cau"}
)
_IN_MESSAGES: Final = "ma yeu cau"


def id_header(operation: Operation | None) -> str:
    """Return the header in which a read carries its id: the documented one, else the usual one."""
    parameters = operation.parameters() if operation is not None else ()
    documented = (each.name for each in parameters if each.place == "header" and phrase(each.name) in _HEADERS)
    return next(documented, USUAL)


def sent_id(sent: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """Return the header with the id among those that were sent, None if there is none."""
    return next(((name, value) for name, value in sent if phrase(name) in _HEADERS), None)


def carries_its_own_id(operation: Operation) -> bool:
    """Return whether the id stands in the messages, as `MaYeuCau` does: in the query, or in the answer."""
    return any(map(is_id_of_message, _names(operation)))


def is_id_of_message(name: str) -> bool:
    """Return whether a parameter or a member is the id of a message, as `MaYeuCau` and `ma_yeu_cau` are."""
    return phrase(name) == _IN_MESSAGES


def _names(operation: Operation) -> Iterator[str]:
    yield from (each.name for each in operation.parameters() if each.place == "query")
    success = operation.success
    answer = answer_in_json(operation.files, success) if success is not None else None
    if answer is not None:
        yield from answer.members()
