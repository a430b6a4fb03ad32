"""Pages and feeds as the contracts have them: opaque cursors, a stable order, no totals."""

import base64
import binascii
import re
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import urlencode

from ndxp_mocks.hub.http.messages import HubAnswer, HubProblem, HubRequest
from ndxp_mocks.hub.state.table import Row

START: Final = "0" * 20
_PLACE: Final = re.compile(r"[0-9]{20}")
_LIMIT: Final = 50


def place(number: int) -> str:
    """Return a place in a feed as text; texts sort as the numbers do."""
    return f"{number:020d}"


def is_place(text: str) -> bool:
    """Return whether the text is a place in a feed."""
    return _PLACE.fullmatch(text) is not None


def page(request: HubRequest, rows: Iterable[Row], shown: Callable[[Row], Any] = dict) -> HubAnswer:
    """Return one page of the rows, which come in a stable order and have ids.

    Raises HubProblem 400 for a cursor of no page.
    """
    found, limit = list(rows), request.query.get("limit", _LIMIT)
    start = _start(found, request.query.get("cursor"))
    items = found[start : start + limit]
    is_last = start + limit >= len(found)
    cursor = None if is_last else _cursor(start + limit, str(items[-1]["id"]))
    links = () if cursor is None else (("Link", f'<?{_query(request, cursor)}>; rel="next"'),)
    return HubAnswer(body={"items": [shown(row) for row in items], "next_cursor": cursor}, headers=links)


def feed(request: HubRequest, rows: Iterable[Row], start: str = START) -> tuple[list[Row], str]:
    """Return the rows after the place of the query, or after `start`, and the place to continue from.

    Ids are places.
    """
    after = after_of(request) or start
    limit = request.query.get("limit", _LIMIT)
    found = sorted((row for row in rows if row["id"] > after), key=lambda row: str(row["id"]))[:limit]
    return found, found[-1]["id"] if found else after


def after_of(request: HubRequest) -> str | None:
    """Return the place that the query names. Raises HubProblem 400 if it is none."""
    after: str | None = request.query.get("after")
    if after is not None and not is_place(after):
        raise _unknown("after", "after is a next_cursor of this feed")
    return after


def _start(rows: list[Row], cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        index, _, last = base64.b64decode(padded, altchars=b"-_", validate=True).decode().partition(":")
        number = int(index)
    except (binascii.Error, ValueError):
        raise _unknown("cursor", "cursor is a next_cursor of this list") from None
    # Because the row before may have gone meanwhile, its old place is the second best answer.
    return next((position + 1 for position, row in enumerate(rows) if str(row["id"]) == last), max(number, 0))


def _cursor(index: int, last: str) -> str:
    return base64.urlsafe_b64encode(f"{index}:{last}".encode()).decode().rstrip("=")


def _query(request: HubRequest, cursor: str) -> str:
    told = {name: _text(value) for name, value in request.query.items()}
    return urlencode({**told, "cursor": cursor}, doseq=True)


def _text(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _unknown(name: str, detail: str) -> HubProblem:
    errors = [{"pointer": f"#query/{name}", "code": "unknown-value", "detail": detail}]
    return HubProblem(400, "request-invalid", detail, errors=errors)
