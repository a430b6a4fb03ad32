"""The connection ladder: how far a platform has come, claimed and evidenced.

A rung holds when its rules are met or not applicable, at least one of them met. Rungs are cumulative. A rung that needs
a rule which this version does not have is undecided, and so is every rung above it: it is neither granted nor denied.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from compliance.model.dossier import Dossier
from compliance.model.grades import Outcome
from compliance.model.record import Record
from compliance.model.text import Message
from compliance.model.verdict import Ladder, Verdict

RUNGS: Final[Mapping[str, tuple[str, ...]]] = {
    "listed": (
        "record.list_membership_is_current",
        "record.record_names_its_owner",
        "record.owner_is_in_force",
    ),
    "described": (
        "record.record_has_the_notified_fields",
        "record.services_are_published_with_their_documents",
        "record.data_use_regulation_is_published",
        "openapi.document_parses",
        "openapi.document_matches_its_specification",
        "openapi.references_resolve",
        "openapi.operation_is_explained",
        "openapi.success_response_is_described",
    ),
    "reachable": (
        "endpoint.documented_operation_exists",
        "endpoint.certificate_is_in_date",
        "endpoint.certificate_names_the_host",
    ),
    "conformant": (
        "endpoint.anonymous_caller_is_refused",
        "endpoint.unreadable_token_is_refused",
        "endpoint.expired_token_is_refused",
        "endpoint.forged_token_is_refused",
        "endpoint.missing_scope_is_refused",
        "endpoint.plain_http_serves_no_data",
        "endpoint.anonymous_caller_sees_no_personal_data",
        "endpoint.status_is_documented",
        "endpoint.media_type_is_documented",
        "endpoint.body_matches_its_schema",
        "endpoint.errors_have_the_published_form",
        "endpoint.bad_input_is_a_client_error",
        "endpoint.answers_reveal_no_internals",
        "endpoint.text_is_utf8",
        "endpoint.served_document_is_the_published_one",
    ),
    "exchanging": (
        "record.connection_names_its_channel",
        "exchange.service_is_listed_at_the_hub",
        "exchange.service_answers_through_the_hub",
        "exchange.granted_client_can_call",
        "exchange.stranger_is_refused",
        "exchange.message_id_is_preserved",
        "exchange.call_is_logged_on_both_sides",
    ),
}
_HOLDING: Final = frozenset({Outcome.MET, Outcome.NOT_APPLICABLE})
_THROUGH_A_HUB: Final = frozenset({"ndxp", "ndop", "lgsp"})


def ladder(dossier: Dossier, verdicts: Sequence[Verdict]) -> Ladder:
    """The highest rung below which nothing is missing, beside the highest the record claims."""
    record = dossier.record
    if record is None:
        return Ladder(rung=None, claimed=None)
    outcomes = {verdict.rule: verdict.outcome for verdict in verdicts}
    reached = "none"
    for rung, rules in RUNGS.items():
        absent = tuple(rule for rule in rules if rule not in outcomes)
        present = [outcomes[rule] for rule in rules if rule in outcomes]
        if any(outcome not in _HOLDING for outcome in present):
            return Ladder(reached, _claimed(record), tuple(_claims(record)))
        if absent:
            undecided = reached if reached != "none" else None
            return Ladder(undecided, _claimed(record), tuple(_claims(record)), absent)
        if Outcome.MET not in present:
            break
        reached = rung
    return Ladder(reached, _claimed(record), tuple(_claims(record)))


def _claimed(record: Record) -> str | None:
    connected = [connection for connection in record.listed_connections() if connection.status == "connected"]
    if any(connection.via in _THROUGH_A_HUB for connection in connected):
        return "exchanging"
    if any(service.document for service in record.listed_services()):
        return "described"
    return "listed" if record.list_memberships else None


def _claims(record: Record) -> Iterator[Message]:
    """Class 0 evidence: what the record itself says."""
    for membership in record.list_memberships or ():
        number = membership.number or membership.list
        yield Message.of("claimed (class 0): the record names the list {number}", number=number)
    for connection in record.listed_connections():
        if connection.status == "connected":
            yield Message.of(
                "claimed (class 0): the record says connected via {channel}", channel=connection.via or "-"
            )
