"""Both legs of a call in the logs of its two sides."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier
from compliance.model.family import Family
from compliance.model.location import Place
from compliance.model.observation import HubCall, Side, Transaction
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class TransactionPair:
    """What the logs say of one message id. A leg is None if that side has not logged it.

    `call` is the test call that was made under the id, None if somebody else made it.
    """

    message_id: str
    consumer: Transaction | None
    provider: Transaction | None
    call: HubCall | None = None

    @property
    def legs(self) -> tuple[Transaction, ...]:
        """The log entries of the transaction, the consumer's leg first."""
        return tuple(leg for leg in (self.consumer, self.provider) if leg is not None)

    @property
    def _first(self) -> Transaction | HubCall:
        known: list[Transaction | HubCall] = [*self.legs, *([self.call] if self.call else [])]
        return known[0]

    @property
    def at(self) -> Place:
        return self._first.at

    @property
    def looked_at(self) -> datetime | None:
        return self._first.looked_at

    def evidence(self) -> Iterator[Message]:
        """Yield what there is of the call and its legs, a missing one named."""
        if self.call is not None:
            yield from self.call.evidence()
        for side, leg in ((Side.CONSUMER, self.consumer), (Side.PROVIDER, self.provider)):
            if leg is None:
                yield Message.of("not logged by the side {side}: {id}", side=side, id=self.message_id)
            else:
                yield from leg.evidence()


def transaction_pairs(dossier: Dossier) -> Iterator[TransactionPair]:
    """Yield a pair for each message id that a test call was made under or that a log holds, in this order.

    A leg is missing only where the logs were read: what nobody saw is a gap already, and no pair.
    """
    calls: dict[str, HubCall] = {}
    legs: dict[str, dict[Side, Transaction]] = defaultdict(dict)
    for seen in dossier.observations:
        match seen:
            case HubCall(message_id=str(message_id), is_ordinary=True):
                calls.setdefault(message_id, seen)
            case Transaction(message_id=str(message_id), side=side):
                legs[message_id].setdefault(side, seen)
    were_read = _were_read(dossier)
    for message_id in dict.fromkeys((*calls, *legs)):
        found = legs.get(message_id, {})
        if were_read or len(found) == len(Side):
            yield TransactionPair(message_id, found.get(Side.CONSUMER), found.get(Side.PROVIDER), calls.get(message_id))


def _were_read(dossier: Dossier) -> bool:
    hidden = {Transaction.__name__, TransactionPair.__name__, Family.EXCHANGE}
    is_seen = any(isinstance(seen, Transaction) for seen in dossier.observations)
    is_sought = is_seen or Transaction.__name__ in dossier.sought
    return is_sought and all(gap.hides.isdisjoint(hidden) for gap in dossier.gaps)
