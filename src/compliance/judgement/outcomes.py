"""What came of a rule on one platform or document, and why."""

from typing import Final

from compliance.judgement.run import Done
from compliance.judgement.weights import RuleWeight
from compliance.model.facts import Facts
from compliance.model.gap import Gap
from compliance.model.grades import Outcome
from compliance.model.text import Message

_ABOVE: Final = (
    Outcome.NOT_APPLICABLE,
    Message.of(
        "only agencies owe it, and a public service unit is none: as one reader of Decree 278/2025/NĐ-CP understands "
        "its Art. 2, it connects through its ministry or province"
    ),
)
_NOTHING: Final = Outcome.NOT_APPLICABLE, Message.of("there is nothing in it that the rule concerns")


def outcome_of(done: Done, failed: Gap | None, weighed: RuleWeight, facts: Facts) -> tuple[Outcome, Message | None]:
    """Return what came of a rule, and why; what was not seen has the reason of the look that failed, if one did."""
    if weighed.is_above:
        return _ABOVE
    if done.crash is not None:
        return Outcome.ERROR, Message.of("the rule itself failed: {problem}", problem=done.crash)
    if weighed.weight is None:
        message = Message.of("no clause it cites had been issued on {date}", date=facts.as_of)
        return Outcome.NOT_APPLICABLE, message
    gap = failed or (done.gaps[0][1] if done.gaps else None)
    missing = gap.message if gap is not None else None
    if done.breaches:
        return Outcome.BREACHED, missing
    if missing is not None:
        return Outcome.NOT_OBSERVED, missing
    return (Outcome.MET, None) if done.count else _NOTHING
