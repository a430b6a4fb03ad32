"""What changed at the hub between two dossiers of one platform: entry, version, document, agreement, access, exchange.

Each side is read as facts under a key; what both have is compared, what only the earlier one has was not seen again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from compliance.judgement.hub_facts import FACTS, Key, kind_of
from compliance.model.dossier import Dossier
from compliance.model.hub_comparison import HubChange, HubEffect, HubMatter, NotSeenAgain
from compliance.model.observation import ActivitySummary, HubListing
from compliance.model.text import Message, local_day

_USUAL_DAYS: Final = 30
_LOST_STATES: Final = frozenset({"draft", "pending_approval", "suspended", "archiving", "archived"})
_Change = tuple[HubEffect, Message]
_Reason = tuple[Message, bool]


def hub_changes(older: Dossier, newer: Dossier) -> Iterator[HubChange | NotSeenAgain]:
    """Yield what changed between the two, and what was not seen again."""
    missing: defaultdict[_Reason, dict[HubMatter, None]] = defaultdict(dict)
    for matter, facts_of in FACTS.items():
        before, after = facts_of(older), facts_of(newer)
        for key in before:
            if key not in after:
                missing[_why_missing(newer, matter)][matter] = None
            elif (reason := _unclear(matter, before[key], after[key], key)) is not None:
                missing[reason, False][matter] = None
            else:
                yield from _changes(older.id, matter, key, before[key], after[key])
    for (reason, is_failure), matters in missing.items():
        yield NotSeenAgain(older.id, tuple(matters), reason, is_failure)


def _changes(platform: str, matter: HubMatter, key: Key, before: Any, after: Any) -> Iterator[HubChange]:
    service, client, _ = key
    for effect, message in _COMPARISONS[matter](before, after, key):
        yield HubChange(platform, matter, effect, service, message, client or None)


def _why_missing(newer: Dossier, matter: HubMatter) -> _Reason:
    """Return why a later dossier shows nothing of what an earlier one showed, and whether that is a failure."""
    gaps = [gap for gap in newer.gaps if any(name.startswith((kind_of(matter), "exchange")) for name in gap.hides)]
    for gap in sorted(gaps, key=lambda each: not each.is_failure):
        return gap.message, gap.is_failure
    return Message.of("the later audit did not look at it"), True


def _unclear(matter: HubMatter, before: Any, after: Any, key: Key) -> Message | None:
    """Return why two facts tell nothing of a change; None if they do."""
    if matter is HubMatter.EXCHANGE and (before.is_own or after.is_own):
        template = (
            "the last exchange with {service} in the log was that of an audit, so nobody knows when others had theirs"
        )
        return Message.of(template, service=key[0])
    return None


def _listing(before: HubListing, after: HubListing, key: Key) -> Iterator[_Change]:
    service = key[0]
    if before.identifier is None and after.identifier is not None:
        template = "the catalogue has the service {service} now, as {identifier}"
        yield HubEffect.GAINED, Message.of(template, service=service, identifier=after.identifier)
    elif before.identifier is not None and after.identifier is None:
        template = "the catalogue has the service {service} no longer; it was there as {identifier}"
        yield HubEffect.LOST, Message.of(template, service=service, identifier=before.identifier)
    elif before.state != after.state:
        effect = HubEffect.LOST if after.state in _LOST_STATES else HubEffect.CHANGED
        template = "the service {service} is {after} in the catalogue; it was {before}"
        yield effect, Message.of(template, service=service, before=before.said_state, after=after.said_state)
    if _both_read(before, after) and before.owner != after.owner:
        template = "the catalogue names {after} as the owner of {service}; it was {before}"
        yield (
            HubEffect.CHANGED,
            Message.of(template, service=service, before=before.owner or "-", after=after.owner or "-"),
        )


def _version(before: HubListing, after: HubListing, key: Key) -> Iterator[_Change]:
    if not _both_read(before, after):
        return
    words = {"service": key[0]}
    if before.version != after.version:
        template = "the catalogue offers the version {after} of {service}; it was {before}"
        effect = HubEffect.LOST if after.version is None else HubEffect.CHANGED
        yield effect, Message.of(template, **words, before=before.version or "-", after=after.version or "-")
    if before.description != after.description:
        template = "the description of {service} stands at {after} in the catalogue; it was {before}"
        found = {"before": before.description or "-", "after": after.description or "-"}
        yield HubEffect.CHANGED, Message.of(template, **words, **found)


def _both_read(before: HubListing, after: HubListing) -> bool:
    are_listed = before.identifier is not None and after.identifier is not None
    return are_listed and before.is_read_whole and after.is_read_whole


def _document(before: str, after: str, key: Key) -> Iterator[_Change]:
    if before != after:
        yield (
            HubEffect.CHANGED,
            Message.of("the hub hands out another document of {service} than before", service=key[0]),
        )


def _agreement(before: bool, after: bool, key: Key) -> Iterator[_Change]:
    words = {"service": key[0], "client": key[1]}
    if before and not after:
        template = "the catalogue has no agreement any more that lets {client} call {service}"
        yield HubEffect.LOST, Message.of(template, **words)
    elif after and not before:
        yield (
            HubEffect.GAINED,
            Message.of("the catalogue has an agreement now that lets {client} call {service}", **words),
        )


def _access(before: Message, after: Message, key: Key) -> Iterator[_Change]:
    if before == after:
        return
    service, client, attempt = key
    template = "a call of {service} as {client}: {after}; before: {before}"
    message = Message.of(template, service=service, client=client, before=before, after=after)
    if attempt in {"stranger", "withdrawn", "foreign-address"}:
        yield HubEffect.CHANGED, message
    else:
        yield (HubEffect.GAINED if after.template == "it was answered" else HubEffect.LOST), message


def _exchange(before: ActivitySummary, after: ActivitySummary, key: Key) -> Iterator[_Change]:
    last = after.last_success or "-"
    if _is_exchanging(before) and not _is_exchanging(after):
        template = "no exchange with {service} went well in the {days} days up to {ends}; the last one was on {last}"
        days = _days_between(after)
        yield HubEffect.LOST, Message.of(template, service=key[0], days=days, ends=after.until, last=last)
    elif _is_exchanging(after) and not _is_exchanging(before):
        yield (
            HubEffect.GAINED,
            Message.of("data is exchanged with {service} now, last on {last}", service=key[0], last=last),
        )


def _is_exchanging(summary: ActivitySummary) -> bool:
    """Return whether the last success is no older than the declared time between two exchanges, 30 days if none is."""
    last = summary.last_success
    return last is not None and local_day(last) + timedelta(days=_days_between(summary)) >= local_day(summary.until)


def _days_between(summary: ActivitySummary) -> int:
    return summary.period_days or _USUAL_DAYS


_COMPARISONS: Final[Mapping[HubMatter, Callable[[Any, Any, Key], Iterator[_Change]]]] = {
    HubMatter.LISTING: _listing,
    HubMatter.VERSION: _version,
    HubMatter.DOCUMENT: _document,
    HubMatter.AGREEMENT: _agreement,
    HubMatter.ACCESS: _access,
    HubMatter.EXCHANGE: _exchange,
}
