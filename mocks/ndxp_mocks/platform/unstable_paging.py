"""Lists whose pages do not fit together: those behind the first one follow another order."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from ndxp_mocks.platform import paging
from ndxp_mocks.platform.operation import Answer, Call, Operation

_POSITIONS = frozenset({"cursor", "offset"})


def with_unstable_pages(operation: Operation) -> Operation:
    """Return the same operation; where it is a list, its later pages are those of the list turned by one row."""
    custom = next((each["name"] for each in operation.parameters if each["name"] in _POSITIONS), None)
    return operation if custom is None else replace(operation, answer=partial(_answer, operation.answer, custom))


def _answer(answer: Callable[[Call], Answer], custom: str, call: Call) -> Answer:
    if paging.start(custom, call.query) == 0:
        return answer(call)
    filters = {name: value for name, value in call.query.items() if name not in _POSITIONS}
    whole = answer(replace(call, query={**filters, "limit": paging.LARGEST}))
    rows = whole.body["items"]
    return replace(whole, body=paging.page(custom, [*rows[1:], *rows[:1]], call.query))
