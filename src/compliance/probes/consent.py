"""What the owner of a platform and whoever runs the checker allow beyond ordinary reads. Pure.

Trials are reads that are repeated with one thing wrong. Unsafe methods (RFC 9110, 9.2.1) are allowed in staging mode to
a platform whose record says that it is a staging environment, and nowhere else.
"""

from datetime import date

from compliance.model.dataclass import dataclass
from compliance.model.record import NONE, Record
from compliance.model.record_form.consent import Consent
from compliance.model.text import Message
from compliance.probes.net.http_client import Permit
from compliance.probes.net.url import Server
from compliance.probes.settings import Mode

_TRACE = "TRACE"
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may be done to one platform. `refusal` says why no trial may be made, None if trials may."""

    refusal: Message | None
    admits_unsafe_methods: bool

    @property
    def admits_trials(self) -> bool:
        """Whether reads may be repeated with one thing wrong."""
        return self.refusal is None

    def permit(self, server: Server) -> Permit | None:
        """Return what lets methods beyond ordinary reads out to a server of the platform, None if nothing does."""
        if not self.admits_trials:
            return None
        return Permit(server, frozenset({_TRACE}) | (_UNSAFE if self.admits_unsafe_methods else frozenset()))


def allowance(record: Record, mode: Mode, day: date) -> Allowance:
    """Return what may be done to the platform of a record on a day."""
    is_staging = mode is Mode.STAGING
    refusal = None if is_staging else _refusal(record, day)
    return Allowance(refusal, admits_unsafe_methods=is_staging and record.environment == "staging")


def _refusal(record: Record, day: date) -> Message | None:
    """Return why the record holds no consent that is valid on the day; None if it holds one."""
    consent = record.consent_to_trials
    if consent is None or consent == NONE or not isinstance(consent, Consent):
        return Message.of("the record holds no consent of the owner to trials")
    if not record.is_declared:
        return Message.of("the consent to trials is not the word of the owner: the record was compiled by others")
    if not (consent.by or "").strip():
        return Message.of("the consent to trials does not say by whom it was given")
    if consent.on is None or consent.until is None:
        return Message.of("the consent to trials does not say from when until when it holds")
    if not consent.on <= day:
        return Message.of("the consent to trials begins on {date} only", date=consent.on)
    if not day <= consent.until:
        return Message.of("the consent to trials ended on {date}", date=consent.until)
    return None
