"""An answer with another status was added.

Programs that know the other answers go on as before, and take an unknown status for what its first digit says.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import AnswerPair
from compliance.model.example import Versions


@change(Level.HARMLESS)
def answer_added(pair: AnswerPair) -> Iterator[Difference]:
    if pair.older is None:
        yield Difference("{operation} also answers {name}")


FOUND = {
    "GET /ho also answers 429": Versions(called("responses: {'200': {}}"), called("responses: {'200': {}, '429': {}}"))
}
