"""What is owed to the department once a platform carries its label, and how much a record proves of it."""

from compliance.model.grades import Proof
from compliance.model.record import Record
from compliance.model.record_form import Paper
from compliance.model.record_form.papers import Label

REGISTRY = "registry"


def is_labelled(record: Record) -> bool:
    """Return whether the platform carries its label, after which the notification is owed."""
    return record.label_shown is True or (isinstance(record.label, Label) and record.label.shown is True)


def proof(record: Record) -> Proof:
    """Return what an empty field proves: of the notification only where it is at hand, else of the record."""
    notification = record.notification
    is_at_hand = isinstance(notification, Paper) and bool(notification.number and notification.on)
    return Proof.CONCLUSIVE if is_at_hand or record.provenance.source == REGISTRY else Proof.INDICATIVE
