"""What a dossier shows of its platform at the hub, as facts under keys that two audits share."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from compliance.model.dossier import Dossier, Origin
from compliance.model.hub_comparison import HubMatter
from compliance.model.observation import AccessTrial, ActivitySummary, HubCall, HubListing
from compliance.model.text import Message

Key = tuple[str, str, str]
"""Service, client and attempt; empty where it is none."""
Facts = Mapping[Key, Any]
_ANYBODY: Final = "*"
_ANSWERED: Final = Message.of("it was answered")
_DENIED: Final = Message.of("it was refused for want of rights")
_KINDS: Final = {
    HubMatter.LISTING: HubListing,
    HubMatter.VERSION: HubListing,
    HubMatter.AGREEMENT: AccessTrial,
    HubMatter.ACCESS: AccessTrial,
    HubMatter.EXCHANGE: ActivitySummary,
}


def kind_of(matter: HubMatter) -> str:
    """Return the name of the kind of observation or pair that shows it."""
    kind = _KINDS.get(matter)
    return kind.__name__ if kind is not None else "HubSpecPair"


def _listings(dossier: Dossier) -> Facts:
    return {(seen.service, "", ""): seen for seen in dossier.observations if isinstance(seen, HubListing)}


def _documents(dossier: Dossier) -> Facts:
    copies = (copy for copy in dossier.copies if copy.origin is Origin.HUB)
    return {(copy.service, "", ""): tuple(source.sha256 for source in copy.sources) for copy in copies}


def _agreements(dossier: Dossier) -> Facts:
    """Return whether the catalogue knows an agreement; a trial that does not tell gives none."""
    return {key: trial.is_agreed for key, trial in _trials(dossier) if trial.is_agreed is not None}


def _accesses(dossier: Dossier) -> Facts:
    calls = [seen for seen in dossier.observations if isinstance(seen, HubCall) and seen.is_ordinary]
    found = {(call.service, call.client, ""): _outcome(call, is_denied=call.is_denied) for call in calls}
    trials = {key: _outcome(trial.call, is_denied=trial.is_refusal_of_access) for key, trial in _trials(dossier)}
    return {**found, **trials}


def _exchanges(dossier: Dossier) -> Facts:
    summaries = [seen for seen in dossier.observations if isinstance(seen, ActivitySummary)]
    return {(each.service, "" if each.client == _ANYBODY else each.client, ""): each for each in summaries}


def _trials(dossier: Dossier) -> Iterator[tuple[Key, AccessTrial]]:
    for seen in dossier.observations:
        if isinstance(seen, AccessTrial):
            yield (seen.call.service, seen.call.client, seen.attempt.value), seen


def _outcome(call: HubCall, *, is_denied: bool) -> Message:
    if call.is_answered:
        return _ANSWERED
    if is_denied:
        return _DENIED
    return Message.of("it failed with status {status}", status=call.status or "-")


FACTS: Final[Mapping[HubMatter, Callable[[Dossier], Facts]]] = {
    HubMatter.LISTING: _listings,
    HubMatter.VERSION: _listings,
    HubMatter.DOCUMENT: _documents,
    HubMatter.AGREEMENT: _agreements,
    HubMatter.ACCESS: _accesses,
    HubMatter.EXCHANGE: _exchanges,
}
