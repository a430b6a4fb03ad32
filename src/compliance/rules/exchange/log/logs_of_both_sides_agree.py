"""The logs of both sides say the same of a call.

Broken: The logs of both sides contradict each other

Where two logs differ, neither proves anything.

To mend it, set both clocks by one source, and let both sides log what went over the wire.

Shows client, service, outcome, digest and time of test calls. Does not show which side is right; sizes may differ, and
a failure on the way back may be known to one side only.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.derived.transaction_pair import TransactionPair
from compliance.model.observation import Side, Transaction
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.exchange.log._entries import CALL, CLIENT, NOW, SERVICE, entry, logged

_SECONDS: Final = 60
MESSAGES: Final = {
    "client": "the consumer logged the client {one}, the provider {other}",
    "service": "the consumer logged the service {one}, the provider {other}",
}


def has_both_legs(pair: TransactionPair) -> bool:
    return pair.consumer is not None and pair.provider is not None


@rule("ND278-2025.D13", "GP.PR-OPMON", when=has_both_legs)
def logs_of_both_sides_agree(pair: TransactionPair) -> Iterator[Violation]:
    if pair.consumer is None or pair.provider is None:
        return
    one, other = pair.consumer, pair.provider
    for name, template in MESSAGES.items():
        said, contradicted = getattr(one, name), getattr(other, name)
        if said and contradicted and said != contradicted:
            yield Violation(template, at=pair, one=said, other=contradicted)
    # because each side is right in its own way where the answer was lost on its way back
    if one.outcome == "succeeded" and other.outcome not in {None, one.outcome}:
        template = "the consumer logged the outcome {one}, the provider {other}"
        yield Violation(template, at=pair, one=one.said_outcome, other=other.said_outcome)
    if one.digest and other.digest and one.digest != other.digest:
        yield Violation("both sides logged a digest, and not the same", at=pair)
    if (apart := _seconds_apart(one, other)) > _SECONDS:
        template = "the entries lie {seconds} seconds further apart than the call took; less than {most} is required"
        yield Violation(template, at=pair, seconds=apart, most=_SECONDS)


def _seconds_apart(one: Transaction, other: Transaction) -> int:
    if one.logged_at is None or other.logged_at is None:
        return 0
    duration = max(one.duration_ms or 0, other.duration_ms or 0) / 1000
    return int(abs((one.logged_at - other.logged_at).total_seconds()) - duration)


GOOD = [
    logged(entry(), entry(Side.PROVIDER, sizes=(0, 99), digest=None)),
    logged(entry(outcome="failed"), entry(Side.PROVIDER)),
]
BAD = {
    "the consumer logged the outcome succeeded, the provider failed": (
        logged(entry(), entry(Side.PROVIDER, outcome="failed"))
    ),
    f"the consumer logged the client {CLIENT}, the provider VN/GOV/EXAMPLE/other": (
        logged(entry(), entry(Side.PROVIDER, client="VN/GOV/EXAMPLE/other"))
    ),
    f"the consumer logged the service {SERVICE}, the provider VN/GOV/G12/other/s": (
        logged(entry(), entry(Side.PROVIDER, service="VN/GOV/G12/other/s"))
    ),
    "both sides logged a digest, and not the same": logged(entry(), entry(Side.PROVIDER, digest="g")),
    "the entries lie 119 seconds further apart than the call took; less than 60 is required": (
        logged(entry(), entry(Side.PROVIDER, logged_at=NOW.replace(minute=2)))
    ),
}
IRRELEVANT = [logged(CALL, entry())]
