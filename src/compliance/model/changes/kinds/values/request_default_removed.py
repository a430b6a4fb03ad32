"""It is no longer said what is meant by leaving a value out.

Programs that leave it out may get what they did not ask for.

To avoid it, keep the default.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import asked
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.values import written
from compliance.model.example import Versions


@change(Level.WARNING, Part.REQUEST)
def request_default_removed(pair: ValuePair) -> Iterator[Difference]:
    if pair.older.defaults and not pair.newer.defaults and not pair.is_required[1]:
        template = "{operation} no longer says that it takes {old} for {name} where it is left out"
        yield Difference(template, old=written(pair.older.defaults[:1]), between=pair.places("default"))


_OLD = asked("name: co_trang, in: query, schema: {type: integer, default: 20}")
FOUND = {
    "GET /ho no longer says that it takes 20 for co_trang where it is left out": Versions(
        _OLD, _OLD.replace(", default: 20", "")
    )
}
HARMLESS = [Versions(_OLD.replace(", default: 20", ""), _OLD)]
