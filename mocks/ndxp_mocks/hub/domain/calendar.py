"""Days and hours of Viet Nam, by which quotas and statistics are counted."""

from datetime import date, datetime, timedelta, timezone
from typing import Final

from ndxp_mocks.hub.contract.formats import moment
from ndxp_mocks.hub.http.messages import HubProblem, HubRequest
from ndxp_mocks.hub.state.clock import Clock

_USUAL_SPAN: Final = 30
_LONGEST_SPAN: Final = 366
VIET_NAM: Final = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def local(stamp: str) -> datetime:
    """Return the moment of RFC 3339 text, as a clock in Viet Nam shows it."""
    return moment(stamp).astimezone(VIET_NAM)


def today(clock: Clock) -> date:
    """Return the day that it is in Viet Nam."""
    return datetime.fromtimestamp(clock.now(), VIET_NAM).date()


def end_of(day: date) -> datetime:
    """Return the moment at which the day ends, midnight in Viet Nam."""
    if day == date.max:
        return datetime.max.replace(tzinfo=VIET_NAM)
    return datetime(day.year, day.month, day.day, tzinfo=VIET_NAM) + timedelta(days=1)


def span(request: HubRequest) -> tuple[date, date]:
    """First and last day of a query, the last 30 days without. Raises HubProblem 400 if they are too many or none."""
    last = date.fromisoformat(request.query["to"]) if "to" in request.query else today(request.world.clock)
    first = date.fromisoformat(request.query["from"]) if "from" in request.query else _before(last)
    if not 0 <= (last - first).days < _LONGEST_SPAN:
        told = f"from is {first}, to is {last}; at most {_LONGEST_SPAN} days in order are expected"
        errors = [{"pointer": "#query/to", "code": "wrong-order", "detail": told}]
        raise HubProblem(400, "request-invalid", told, errors=errors)
    return first, last


def _before(last: date) -> date:
    return date.fromordinal(max(last.toordinal() - _USUAL_SPAN + 1, 1))
