"""The evidence behind a finding, as lines a person can read and compare with their own look."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.model.derived.transaction_pair import TransactionPair
from compliance.model.location import Place
from compliance.model.observation import OBSERVATIONS, Observation
from compliance.model.source import SourceText
from compliance.model.subject import Subject
from compliance.model.text import Message

_LOOKS: Final[tuple[type[Any], ...]] = (*OBSERVATIONS, TransactionPair)


def evidence(subject: Subject, place: Place, sources: Mapping[str, SourceText]) -> tuple[Message, ...] | None:
    """Lines of evidence: the look itself, or the file with its hash; null where there is neither."""
    if isinstance(subject, _LOOKS):
        return tuple(_seen(subject))
    source = sources.get(place.uri)
    return tuple(_file(source)) if source else None


def _seen(seen: Observation | TransactionPair) -> Iterator[Message]:
    yield from seen.evidence()
    yield Message.of("looked at: {moment}", moment=seen.looked_at.isoformat() if seen.looked_at else "-")


def _file(source: SourceText) -> Iterator[Message]:
    yield Message.of("file: {file}", file=source.uri)
    yield Message.of("SHA-256: {digest}", digest=source.sha256)
