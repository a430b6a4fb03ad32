"""What a hub shows of one platform: its catalogue, its log, and calls of our own through it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final, TypeVar

from compliance.model.dataclass import dataclass
from compliance.model.derived.transaction_pair import TransactionPair, transaction_pairs
from compliance.model.dossier import Dossier
from compliance.model.observation import AccessTrial, ActivitySummary, Attempt, HubCall, HubListing, Side
from compliance.model.text import local_day

T = TypeVar("T", AccessTrial, ActivitySummary, HubCall, HubListing)
_SUCCEEDED: Final = "succeeded"
_ALL: Final = "*"
_OF_PROVIDER: Final = frozenset({"provider", "provider-gateway"})
_AT_A_HUB: Final = (HubCall, HubListing, ActivitySummary)


@dataclass(frozen=True, slots=True)
class HubView:
    """What was seen at a hub; a day is that of the last such look, None if there was none.

    A look without a day has that of the dossier. `hub` is its address, empty if nobody looked. `is_listed` tells
    whether its catalogue has a service of the platform. `logged_on` is the last exchange of others that its log shows,
    `log_days` how often the record says that data is exchanged, `has_log` whether anybody could ask. `failed_on` is a
    call that the side of the provider did not answer: one that the hub itself or the caller failed says nothing.
    `denied_on` is a call of a client that is said to have an agreement, which that side refused for want of rights:
    whoever refuses is there. `both_sides_on` is an answered call in both logs.
    """

    hub: str = ""
    is_listed: bool | None = None
    listed_on: date | None = None
    has_log: bool = False
    logged_on: date | None = None
    log_days: int | None = None
    answered_on: date | None = None
    denied_on: date | None = None
    failed_on: date | None = None
    both_sides_on: date | None = None


def hub_view(dossier: Dossier) -> HubView:
    """Return what the observations of a dossier show."""
    calls = [call for call in _of(HubCall, dossier) if call.is_ordinary]
    listings, activities = _of(HubListing, dossier), _of(ActivitySummary, dossier)
    answered = [call for call in calls if call.is_answered]
    denied = [call for call in calls if call.is_denied] + [trial.call for trial in refusals(dossier)]
    failed = [call for call in calls if _is_failure_of_provider(call) and call not in denied]
    logged = [_of_others(each, calls) for each in activities]
    pairs = ((pair.call, pair) for pair in transaction_pairs(dossier))
    both = [call for call, pair in pairs if call is not None and call.is_answered and _is_on_both_sides(pair)]

    def last(looks: Sequence[HubCall] | Sequence[HubListing]) -> date | None:
        return _last(look.looked_at or dossier.collected_at for look in looks)

    return HubView(
        hub=next((seen.hub for seen in dossier.observations if isinstance(seen, _AT_A_HUB)), ""),
        is_listed=any(each.identifier is not None for each in listings) if listings else None,
        listed_on=last(listings),
        has_log=bool(activities),
        logged_on=_last(logged),
        log_days=max((each.period_days for each in activities if each.period_days is not None), default=None),
        answered_on=last(answered),
        denied_on=last(denied),
        failed_on=last(failed),
        both_sides_on=last(both),
    )


def refusals(dossier: Dossier) -> Sequence[AccessTrial]:
    """Return the calls by clients with an agreement that the side of the provider refused for want of rights."""
    trials = (trial for trial in _of(AccessTrial, dossier) if trial.attempt is Attempt.GRANTED)
    return [trial for trial in trials if trial.is_refusal_of_access and trial.call.origin in _OF_PROVIDER]


def _of_others(activity: ActivitySummary, calls: Iterable[HubCall]) -> datetime | None:
    """Return when others last exchanged data: before the first of our own calls, as far as these are counted too.

    Where the last success was ours, nobody knows when others had theirs.
    """
    if activity.is_own:
        return None
    counted = [call for call in calls if activity.client in {_ALL, call.client}]
    own = [call.looked_at for call in counted if call.looked_at is not None]
    seen = activity.last_success
    return None if seen is not None and own and seen >= min(own) else seen


def _is_on_both_sides(pair: TransactionPair) -> bool:
    return len(pair.legs) == len(Side) and all(leg.outcome == _SUCCEEDED for leg in pair.legs)


def _of(kind: type[T], dossier: Dossier) -> Sequence[T]:
    return [seen for seen in dossier.observations if isinstance(seen, kind)]


def _is_failure_of_provider(call: HubCall) -> bool:
    return call.origin == "provider-gateway" or (call.origin == "provider" and (call.status or 0) >= 500)


def _last(moments: Iterable[datetime | None]) -> date | None:
    return max((local_day(moment) for moment in moments if moment is not None), default=None)
