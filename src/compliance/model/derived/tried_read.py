"""Trials of a platform beside what is known of the operation, and reads without credentials, which show the same.

What could not be tried, and why, stands in gaps of the dossier that hide `untried(wrong)`; each of them is a subject
without a trial, so that a rule says of its own kind of trial only what it has not seen.
"""

from collections.abc import Callable, Iterator
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.derived.documented_read import documented_exchanges, operations_of
from compliance.model.dossier import Dossier
from compliance.model.gap import Gap
from compliance.model.grades import Proof
from compliance.model.location import Place
from compliance.model.observation import HttpExchange, Trial, Wrong
from compliance.model.openapi.operation import Operation
from compliance.model.record import Service
from compliance.model.text import Message
from compliance.model.violation import Unknown

_UNTRIED: Final = "Trial/"
_REFUSALS: Final = frozenset({401, 403, 407})
_WITHOUT_DATA: Final = frozenset({"token", "health"})
_NO_DATA: Final = "no_data"
_NO_SUCCESS: Final = frozenset({"sign-in", "failure"})


def untried(wrong: Wrong) -> str:
    """Return what a gap hides where trials of a kind could not be made."""
    return f"{_UNTRIED}{wrong}"


_ALL_UNTRIED: Final = {untried(wrong): wrong for wrong in Wrong}
ALL_UNTRIED: Final = frozenset(_ALL_UNTRIED)
"""What a gap hides where no trial of any kind could be made."""


@dataclass(frozen=True, slots=True)
class TriedRead:
    """One kind of trial of one read: what came of it, or why it was not made.

    `trial` is None if it was not, for the `reason`. `anonymous` is the same read without credentials, None if nobody
    made it. Operation and service are None where they are not known.
    """

    place: Place
    wrong: Wrong
    trial: Trial | None = None
    reason: Message | None = None
    operation: Operation | None = None
    service: Service | None = None
    anonymous: Trial | None = None

    @property
    def at(self) -> Place:
        return self.place

    @property
    def looked_at(self) -> object:
        return self.trial.looked_at if self.trial else None

    def evidence(self) -> Iterator[Message]:
        if self.trial is not None:
            yield from self.trial.evidence()

    @property
    def status(self) -> int:
        """The status of the answer, 0 if there was none."""
        return (self.trial.status if self.trial else None) or 0

    @property
    def gave_data(self) -> bool:
        """Whether the answer gave data."""
        return self.trial is not None and self.trial.gave_data

    @property
    def is_guarded(self) -> bool:
        """Whether somebody may have to be kept out: neither open data, nor what gives credentials or tells health.

        What its document opens on purpose is a matter for rules on documents, unless the record says otherwise.
        """
        is_open = self.trial is not None and self.trial.is_open
        return not is_open and is_guarded(self.operation, self.service)

    @property
    def is_stated_as_restricted(self) -> bool:
        """Whether document or record say that not everybody may have the data."""
        wants = self.operation is not None and self.operation.needs_credentials
        return wants or bool(self.service and self.service.is_restricted)

    @property
    def lets_strangers_in(self) -> bool:
        """Whether the same read gave data without any credentials, so that this trial shows nothing of its own."""
        return self.anonymous is not None and self.anonymous.gave_data

    @property
    def refuses_strangers(self) -> bool:
        """Whether the same read is known to be refused to a caller without any credentials."""
        return self.anonymous is not None and is_refused(self.anonymous)

    @property
    def proof(self) -> Proof | None:
        """The proof that an answer with data is, None for all that the rule allows.

        It only points to a breach where nobody says who may have the data, or a stranger may have it as well.
        """
        is_alone = self.wrong is Wrong.NO_CREDENTIAL or self.refuses_strangers
        return None if self.is_stated_as_restricted and is_alone else Proof.INDICATIVE

    @property
    def key(self) -> str:
        """The words that tell it from other trials of the same read."""
        return f"{self.wrong} {self.trial.subject}" if self.trial is not None else self.wrong.value

    @property
    def has_usual_success(self) -> bool:
        """Whether the same read is known to succeed with nothing wrong."""
        usual = self.trial.usual_status if self.trial is not None else None
        return usual is not None and 200 <= usual < 300

    @property
    def is_failure_in_disguise(self) -> bool:
        """Whether the status says success and the body that it failed, or that one has to sign in."""
        return self.trial is not None and not _NO_SUCCESS.isdisjoint(kinds_of(self.trial))

    def unsettled(self) -> Iterator[Unknown]:
        """Yield why an answer shows nothing: it was not tried, or the read may fail with nothing wrong as well."""
        if self.trial is None:
            yield from self.unseen()
        else:
            yield Unknown("the same read with nothing wrong is not known to succeed", at=self)

    def unseen(self) -> Iterator[Unknown]:
        """Yield why there is nothing to judge: it was not tried, or the answer shows neither a refusal nor data."""
        if self.trial is None:
            yield Unknown(self.reason or Message.of("it was not tried"), at=self)
        elif not self.gave_data and not is_refused(self.trial):
            template = (
                "{status} was answered, which shows neither that such callers are refused nor that they are let in"
            )
            yield Unknown(template, at=self, status=self.status)


def is_guarded(operation: Operation | None, service: Service | None) -> bool:
    """Return whether an operation may have somebody to keep out, as far as document and record say."""
    if service is not None and service.is_open:
        return False
    if operation is None:
        return True
    is_opened = operation.demand is not None and not operation.needs_credentials
    if operation.is_open or (is_opened and not (service is not None and service.is_restricted)):
        return False
    return operation.function not in _WITHOUT_DATA


def is_refused(trial: Trial) -> bool:
    """Return whether an answer refuses: by its status, by leading away, by a page to sign in or an envelope of failure.

    That there is no such record, or no data, is a refusal where the same read succeeds with nothing wrong.
    """
    status = trial.status
    if status is None or status in _REFUSALS or 300 <= status < 400:
        return True
    kinds = kinds_of(trial)
    if kinds & _NO_SUCCESS:
        return True
    has_usual_success = trial.usual_status is not None and 200 <= trial.usual_status < 300
    return (
        has_usual_success
        and (400 <= status < 500 or "empty" in kinds or trial.exchange.body_size == 0)
        and (status not in {408, 429})
    )


def kinds_of(trial: Trial) -> frozenset[str]:
    """Return what was read of a success that gives nothing away."""
    reading = trial.exchange.reading(_NO_DATA)
    is_success = trial.status is not None and 200 <= trial.status < 300
    return frozenset(remark.kind for remark in reading.remarks) if reading is not None and is_success else frozenset()


def about(*wrongs: Wrong) -> Callable[[TriedRead], bool]:
    """Return whether a subject is about a kind of trial of an operation that is not open to everybody."""

    def is_about(tried: TriedRead) -> bool:
        return tried.wrong in wrongs and tried.is_guarded

    return is_about


def tried_reads(dossier: Dossier) -> Iterator[TriedRead]:
    """Yield all that was tried, ordinary reads without credentials among it, and all that could not be."""
    trials = [*(seen for seen in dossier.observations if isinstance(seen, Trial)), *_anonymous(dossier)]
    known = operations_of(dossier)
    strangers = {each.exchange.operation: each for each in trials if each.wrong is Wrong.NO_CREDENTIAL}
    for trial in trials:
        operation, service = known(trial.exchange.operation)
        anonymous = strangers.get(trial.exchange.operation)
        yield TriedRead(trial.at, trial.wrong, trial, None, operation, service, anonymous)
    for gap in dossier.gaps:
        yield from _untried(gap)


def _untried(gap: Gap) -> Iterator[TriedRead]:
    if not ALL_UNTRIED.isdisjoint(gap.hides):
        for name, wrong in _ALL_UNTRIED.items():
            if name in gap.hides:
                yield TriedRead(gap.place, wrong, reason=gap.message)


def _anonymous(dossier: Dossier) -> Iterator[Trial]:
    """Yield ordinary reads that were made without credentials, over TLS and at their own address."""
    for read in documented_exchanges(dossier):
        seen: HttpExchange = read.seen
        if read.is_trial or seen.credential is not None:
            continue
        if not seen.is_plain and seen.method == "GET" and seen.operation is not None:
            yield Trial(seen, Wrong.NO_CREDENTIAL)
