"""What an answer promises in its document and does not keep."""

from collections.abc import Iterator
from typing import Final

from compliance.model.answers.answered import Answered
from compliance.model.answers.contract.judge import deviations_of
from compliance.model.answers.contract.told import pointer_in, words_of
from compliance.model.answers.deviation import Part
from compliance.model.instances import Undecided
from compliance.model.observation.content import Remark

_OF_DATA = frozenset({Part.MEDIA_TYPE, Part.BODY})
READS_ENCODED: Final = True


def concerns(answered: Answered) -> bool:
    """Return whether a documented operation answered."""
    return answered.operation is not None and answered.instances is not None


def read(answered: Answered) -> Iterator[Remark | Undecided]:
    """Yield what deviates, its part as the kind; the bodies of errors have a reading of their own."""
    is_success = 200 <= answered.status < 300
    for said in deviations_of(answered):
        match said:
            case Undecided() if is_success:
                yield said
            case Undecided():
                continue
            case _ if is_success or said.part not in _OF_DATA:
                yield Remark(said.part, pointer_in(answered, said.path), words_of(said))
