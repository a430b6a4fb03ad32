"""Evidence that runs out: of the stages of connection, and the certificates that servers showed."""

from collections.abc import Iterator, Mapping
from typing import Final

from compliance.judgement.due.entry import Entry
from compliance.model.dossier import Dossier
from compliance.model.due import DueKind
from compliance.model.ladder import Rung
from compliance.model.observation import Certificate
from compliance.model.text import Message, local_day
from compliance.model.verdict import SubjectReport

_EVIDENCE: Final[Mapping[Rung, Message]] = {
    Rung.LISTED: Message.of("the evidence of the stage “listed” runs out"),
    Rung.DESCRIBED: Message.of("the evidence of the stage “described” runs out"),
    Rung.REACHABLE: Message.of("the evidence of the stage “reachable” runs out"),
    Rung.CONFORMANT: Message.of("the evidence of the stage “conformant” runs out"),
    Rung.EXCHANGING: Message.of("the evidence of the stage “exchanging” runs out"),
}


def evidence(subject: SubjectReport) -> Iterator[Entry]:
    """Yield the last days on which evidence counts; those of evidence that is too old already have passed."""
    for stage in subject.ladder.stages:
        until, seen = stage.counts_until, stage.seen_on
        if until is not None and seen is not None:
            source = Message.of("seen on {date}, counts for {days} days", date=seen, days=(until - seen).days)
            yield Entry(DueKind.EVIDENCE, until, _EVIDENCE[stage.rung], subject.id, source)


def certificates(dossier: Dossier) -> Iterator[Entry]:
    """Yield the last days of the certificates that the servers of a platform showed last, each once."""
    shown = [each for each in dossier.observations if isinstance(each, Certificate)]
    last = {(each.host, each.port, each.address): each for each in sorted(shown, key=lambda each: each.looked_at)}
    for each in last.values():
        what = Message.of("the certificate of {host} ends", host=each.host)
        source = Message.of("as the server showed it on {date}", date=local_day(each.looked_at))
        yield Entry(DueKind.CERTIFICATE, local_day(each.not_after), what, dossier.id, source, thing=each.sha256)
