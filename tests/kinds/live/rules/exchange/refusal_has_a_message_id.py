"""A refused call can be named.

Broken: A refused call cannot be named

Who asks why needs to say which call.

To mend it, give every answer an id.

Shows one call. Does not show that the id is found in any log.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.observation import AccessTrial, HubCall
from compliance.model.rule import rule
from compliance.model.violation import Violation


def is_refusal(trial: AccessTrial) -> bool:
    return trial.is_refusal_of_access


@rule("ND278-2025.D13", proof=Proof.INDICATIVE, when=is_refusal)
def refusal_has_a_message_id(trial: AccessTrial) -> Iterator[Violation]:
    if trial.call.message_id is None:
        yield Violation("the refusal has no id", at=trial)


_CALL = ("https://hub.example", "h", "c", "GET", "/x", 403)
GOOD = [AccessTrial(HubCall(*_CALL, message_id="m-1"), is_refusal_of_access=True)]
BAD = {"the refusal has no id": AccessTrial(HubCall(*_CALL), is_refusal_of_access=True)}
IRRELEVANT = [AccessTrial(HubCall(*_CALL))]
