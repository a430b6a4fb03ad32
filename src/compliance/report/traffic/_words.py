"""The reader's words for what traffic shows."""

from collections.abc import Mapping
from typing import Final

from compliance.model.text import Message
from compliance.model.traffic.traffic import RULES, Traffic, Undocumented

TITLES: Final[Mapping[Undocumented, Message]] = {
    Undocumented.PATH: Message.of("Paths that were served and are not in the document"),
    Undocumented.METHOD: Message.of("Methods that were served and are not in the document"),
    Undocumented.STATUS: Message.of("Statuses that the document does not know"),
    Undocumented.MEDIA_TYPE: Message.of("Media types that the document does not know"),
    Undocumented.FIELD: Message.of("Members of bodies that the document does not describe"),
}
_MOST_BASES: Final = 5


def heading(traffic: Traffic) -> Message:
    """Return the title over all."""
    return Message.of(
        "Traffic beside {document} ({version})", document=traffic.document, version=traffic.version or "?"
    )


def claim(traffic: Traffic) -> Message:
    """Return the most that may be said of the whole."""
    if not traffic.concerned:
        return Message.of("No request was held against the document, so nothing can be said")
    if not traffic.findings and traffic.documented:
        return Message.of(
            "Nothing undocumented was seen in the requests that were held against the document: {count}",
            count=traffic.concerned,
        )
    if not traffic.documented:
        return Message.of(
            "No request was for a documented operation: paths may begin otherwise in this traffic than with {bases}, "
            "and then what stands above is no finding",
            bases=", ".join(traffic.bases[:_MOST_BASES]),
        )
    counts = {kind.name.lower(): traffic.count(kind) for kind in Undocumented}
    return Message.of(
        "Seen and not documented: paths {path}; methods {method}; statuses {status}; media types {media_type}; "
        "members of bodies {field}",
        **counts,
    )


def usage(traffic: Traffic) -> Message:
    """Return how much of the document was used, which is no fault."""
    return Message.of(
        "Requests read: {requests}; held against the document: {concerned}; for documented operations: {documented}. "
        "Documented operations: {operations}; without a request here: {unused}, which is no fault",
        requests=traffic.requests,
        concerned=traffic.concerned,
        documented=traffic.documented,
        operations=traffic.operations,
        unused=len(traffic.unused),
    )


def limits() -> Message:
    """Return what all this does not show."""
    return Message.of(
        "This tells of recorded traffic and is no verdict of a rule: it cites no law, and says nothing of what nobody "
        "asked for. The rules {rules} hold answers to the checker's own requests to the document",
        rules=", ".join(RULES.values()),
    )
