"""Waivers that are asked for: each is decided once, by somebody else than who asked."""

from typing import Any

from sqlalchemy import Row, select, update

from compliance.history.contents import added
from compliance.history.database import Database
from compliance.history.errors import HistoryUnusable
from compliance.history.runs import now
from compliance.history.schema import WAIVER_REQUESTS
from compliance.model.text import Message
from compliance.model.waiver_request import Proposal, RequestState, WaiverRequest


class WaiverRequests:
    """Requests in the database of a history. Every write is a transaction of its own.

    All methods raise `HistoryLost` where the database is away or locked, `HistoryFull` where there is no room.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, asked: Proposal) -> int:
        """Keep a proposal; returns its number. Raises `HistoryUnusable` if one for the same finding is undecided."""
        same = (
            WAIVER_REQUESTS.c.platform == asked.platform,
            WAIVER_REQUESTS.c.rule == asked.rule,
            WAIVER_REQUESTS.c.scope == asked.scope,
            WAIVER_REQUESTS.c.state == RequestState.PROPOSED.value,
        )
        with self._database.writing() as connection:
            known = connection.execute(select(WAIVER_REQUESTS.c.id).where(*same)).scalar()
            if known is not None:
                template = "a waiver of this finding is asked for already, under the number {number}"
                raise HistoryUnusable(Message.of(template, number=known))
            return added(
                connection,
                WAIVER_REQUESTS,
                platform=asked.platform,
                run=asked.run,
                rule=asked.rule,
                scope=asked.scope,
                reason=asked.reason,
                legal_basis=asked.legal_basis,
                proposer=asked.proposer,
                expires=asked.expires,
                proposed=now(),
                state=RequestState.PROPOSED.value,
                note="",
            )

    def listed(self) -> tuple[WaiverRequest, ...]:
        """Return all requests, the last one first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(WAIVER_REQUESTS).order_by(WAIVER_REQUESTS.c.id.desc())).all()
        return tuple(map(_request, rows))

    def find(self, number: int) -> WaiverRequest | None:
        with self._database.reading() as connection:
            row = connection.execute(select(WAIVER_REQUESTS).where(WAIVER_REQUESTS.c.id == number)).one_or_none()
        return None if row is None else _request(row)

    def decide(self, number: int, state: RequestState, who: str, note: str) -> bool:
        """Write down what became of a request that nobody has decided; returns whether it was one."""
        decision = {"state": state.value, "decided_by": who, "decided": now(), "note": note}
        undecided = WAIVER_REQUESTS.c.id == number, WAIVER_REQUESTS.c.state == RequestState.PROPOSED.value
        with self._database.writing() as connection:
            changed = connection.execute(update(WAIVER_REQUESTS).where(*undecided).values(**decision))
            return bool(changed.rowcount)


def _request(row: Row[Any]) -> WaiverRequest:
    asked = Proposal(
        platform=row.platform,
        run=row.run,
        rule=row.rule,
        scope=row.scope,
        reason=row.reason,
        legal_basis=row.legal_basis,
        proposer=row.proposer,
        expires=row.expires,
    )
    return WaiverRequest(row.id, asked, row.proposed, RequestState(row.state), row.decided_by, row.decided, row.note)
