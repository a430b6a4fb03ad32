"""An operation has another name for programs.

What is called goes on as before; programs that were generated from the document have a function of another name when
they are generated again.

To avoid it, keep `operationId`.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import OperationPair
from compliance.model.example import Versions


@change(Level.WARNING)
def operation_id_changed(pair: OperationPair) -> Iterator[Difference]:
    if pair.older is not None and pair.newer is not None and (old := pair.older.node.text("operationId")) is not None:
        new = pair.newer.node.text("operationId")
        if new != old:
            yield Difference("{operation} is called {new}, before it was {old}", old=old[:60], new=(new or "-")[:60])


FOUND = {
    "GET /ho is called traCuuHo, before it was timHo": Versions(
        called("operationId: timHo"), called("operationId: traCuuHo")
    )
}
HARMLESS = [Versions(called("summary: Tìm hộ"), called("operationId: timHo, tags: [Hộ]"))]
