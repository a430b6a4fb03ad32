"""What is meant by leaving a value out is something else now.

Programs that leave it out get what they did not ask for.

To avoid it, keep the default.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import asked
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.values import changed_default, written
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def request_default_changed(pair: ValuePair) -> Iterator[Difference]:
    found = changed_default(pair) if not pair.is_required[1] else None
    if found is not None:
        template = "{operation} takes {new} for {name} where it is left out, before it was {old}"
        yield Difference(template, old=written(found[:1]), new=written(found[1:]), between=pair.places("default"))


_OLD = asked("name: co_trang, in: query, schema: {type: integer, default: 20}")
FOUND = {
    "GET /ho takes 50 for co_trang where it is left out, before it was 20": Versions(_OLD, _OLD.replace("20", "50")),
}
HARMLESS = [Versions(_OLD, _OLD.replace("20", "20.0")), Versions(_OLD.replace(", default: 20", ""), _OLD)]
