"""A client does not get a record that only another one may see.

Broken: A client reads the record of another client

Identifiers can be guessed and counted up: whoever is let in would read the records of all.

To mend it, decide on each record whether this client may have it, not only whether it may call.

Shows one read, by one client, of one record that by the word of whoever gave its credential it may not see. Does not
show other records and clients.
"""

from collections.abc import Iterator

from compliance.model.derived.tried_read import TriedRead, about
from compliance.model.observation import Wrong
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint.access._trials import RECORD, platform, trial


def shows_something(tried: TriedRead) -> bool:
    """Return whether it was this that let the caller in: a read that strangers may make says nothing of it."""
    return about(Wrong.FOREIGN_RECORD)(tried) and not tried.lets_strangers_in


@rule("L91-2025.D37.K1", "GP.OWASP-API1", when=shows_something)
def another_clients_record_is_refused(tried: TriedRead) -> Iterator[Violation | Unknown]:
    if tried.gave_data:
        template = "a client that may not see the record was answered {status} with it; a refusal is required"
        yield Violation(template, at=tried, proof=tried.proof, status=tried.status)
    else:
        yield from tried.unseen()


GOOD = [
    platform(trial(Wrong.FOREIGN_RECORD, 401)),
    platform(trial(Wrong.FOREIGN_RECORD, 403, usual=None)),
    platform(trial(Wrong.FOREIGN_RECORD, 404)),
    platform(trial(Wrong.FOREIGN_RECORD, 200, seen="failure")),
    platform(trial(Wrong.FOREIGN_RECORD, 302, usual=None)),
]
BAD = {
    "a client that may not see the record was answered 200 with it; a refusal is required": platform(
        trial(Wrong.FOREIGN_RECORD, 200)
    ),
}
IRRELEVANT = [
    platform(trial(Wrong.FOREIGN_RECORD, 200), operation="{x-sharing-form: open}"),
    platform(trial(Wrong.FOREIGN_RECORD, 200), operation="{x-function: health}"),
    platform(trial(Wrong.FOREIGN_RECORD, 200), record=RECORD.replace("document:", "sharing_form: open, document:")),
    platform(trial(Wrong.NO_CREDENTIAL, 200), trial(Wrong.FOREIGN_RECORD, 200)),
    platform(trial(Wrong.UNDOCUMENTED_METHOD, 200)),
]
UNKNOWN = [
    platform(trial(Wrong.FOREIGN_RECORD, 503)),
    platform(trial(Wrong.FOREIGN_RECORD, 404, usual=None)),
    platform(trial(Wrong.FOREIGN_RECORD, 200, usual=None, seen="empty")),
]
