"""Who saw and did what of late, the last first: what the log of access has since the dashboard was started."""

from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from typing import Any, Final

from starlette.responses import Response

from compliance.locale import Translator
from compliance.model.dataclass import dataclass
from compliance.report import run_words
from compliance.report.sanitise import one_line
from compliance.server.access.identity import Action
from compliance.server.access.log import LOG
from compliance.server.access.needs import ACTION_WORDS
from compliance.server.visit import Visit

PATH: Final = "/access-log"
NEEDS: Final = Action.SEE_ACCESS_LOG
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: everything that others wrote on one line, without hidden characters."""

    at: str
    who: str
    client: str
    what: str
    address: str
    status: str
    reason: str


def show(visit: Visit) -> Response:
    entries = islice(visit.request.scope[LOG].last(), MOST)
    return visit.page(
        "access_log_page.html",
        visit.words("Log of access"),
        rows=tuple(_row(entry, visit.words) for entry in entries),
        most=MOST,
    )


def _row(entry: Mapping[str, Any], words: Translator) -> Row:
    action = next((each for each in Action if each == entry.get("action")), None)
    events = {
        "log-in": words("logged in"),
        "log-out": words("logged out"),
        "log-in failed": words("failed to log in"),
    }
    return Row(
        at=run_words.moment(datetime.fromisoformat(entry["at"]), words),
        who=_who(entry, words),
        client=one_line(entry.get("client") or ""),
        what=words.message(ACTION_WORDS[action]) if action else events.get(entry["event"], ""),
        address=one_line(f"{entry.get('method', '')} {entry.get('path', '')}"),
        status=str(entry.get("status") or ""),
        reason=one_line(words.message(entry["reason"])) if entry.get("reason") else "",
    )


def _who(entry: Mapping[str, Any], words: Translator) -> str:
    name, key = one_line(entry.get("who") or ""), entry.get("key")
    return words("{name} (key {number})", name=name, number=key) if key is not None else name
