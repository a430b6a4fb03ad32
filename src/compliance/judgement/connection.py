"""Whether a platform exchanges data, by the best evidence there is: one of six answers, which add up to all."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from compliance.model.grades import Basis, Outcome
from compliance.model.ladder import Connection, Rung, Standing
from compliance.model.verdict import StageVerdict, Verdict

if TYPE_CHECKING:  # because a document needs no record
    from compliance.model.record import Record

_NATIONAL: Final = "ndxp"


def connection(record: "Record", stages: Sequence[StageVerdict], signs: Sequence[Verdict]) -> Connection:
    """Return how a platform is connected; `signs` are the verdicts that show a part of the highest stage."""
    if any(stage.rung is Rung.EXCHANGING and stage.standing is Standing.EVIDENCED for stage in stages):
        channels = {channel.code for channel in record.connected_channels()}
        return Connection.NATIONAL if _NATIONAL in channels or not channels else Connection.OTHER
    if any(sign.outcome is Outcome.MET and sign.basis is not Basis.DECLARED for sign in signs):
        return Connection.DOCUMENTED
    if record.connected_channels():
        return Connection.CLAIMED
    return Connection.NOT_IN_USE if _is_said_not_to_be_in_use(record) else Connection.UNKNOWN


def is_contradicted(record: "Record", signs: Sequence[Verdict]) -> bool:
    """Return whether the record claims an exchange through a hub and what was seen there speaks against it."""
    claims = any(channel.is_hub for channel in record.connected_channels())
    return claims and any(sign.outcome is Outcome.BREACHED for sign in signs)


def _is_said_not_to_be_in_use(record: "Record") -> bool:
    """Return whether the owner says of every connection in which state it is, and that none is in use."""
    if not record.is_declared or not record.connections:  # because an empty list says nothing, unlike `none`
        return False
    return all(each.state is not None and not each.is_connected for each in record.listed_connections())
