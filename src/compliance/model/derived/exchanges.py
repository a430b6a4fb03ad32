"""All HTTP exchanges of a dossier, also those that stand in other observations."""

from collections.abc import Iterator

from compliance.model.dossier import Dossier
from compliance.model.observation import Comparison, HttpExchange, Observation, Trial


def exchanges(dossier: Dossier) -> Iterator[HttpExchange]:
    """Yield each exchange once, in the order of the dossier."""
    found = (exchange for seen in dossier.observations for exchange in _of(seen))
    yield from dict.fromkeys(found)


def _of(seen: Observation) -> Iterator[HttpExchange]:
    match seen:
        case HttpExchange():
            yield seen
        case Trial():
            yield seen.exchange
        case Comparison():
            yield from (each for each in (seen.first, seen.second) if isinstance(each, HttpExchange))
