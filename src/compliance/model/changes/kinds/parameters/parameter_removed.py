"""A parameter is no longer taken.

Programs that send it are refused, or get what they did not ask for: a list without its filter is another list.

To avoid it, keep the parameter and mark it as `deprecated`.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import asked, offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ParameterPair
from compliance.model.example import Versions


@change(Level.BREAKING)
def parameter_removed(pair: ParameterPair) -> Iterator[Difference]:
    if pair.newer is None and pair.older is not None and pair.older.node.mapping.get("deprecated") is not True:
        if pair.is_sent:
            yield Difference("{operation} no longer takes {name}")
        else:
            yield Difference("{operation} no longer sends {name}")


_OLD = asked("name: loai, in: query", "name: trang, in: query")
FOUND = {
    "GET /ho no longer takes trang": Versions(_OLD, asked("name: loai, in: query")),
    "POST webhook moi no longer sends X-Ma": Versions(
        offered("", "webhooks: {moi: {post: {parameters: [{name: X-Ma, in: header}]}}}\n"),
        offered("", "webhooks: {moi: {post: {}}}\n"),
    ),
}
HARMLESS = [
    Versions(_OLD, asked("name: trang, in: query", "name: loai, in: query")),
    Versions(asked("name: X-Ma, in: header", "name: Authorization, in: header"), asked("name: x-ma, in: header")),
]
