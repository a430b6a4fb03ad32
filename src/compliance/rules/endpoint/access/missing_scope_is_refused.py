"""A token without the scope of the operation is refused.

Broken: A token without the required scope is accepted

The scope is what was agreed: without it a caller reads what nobody has allowed.

To mend it, hold the scopes of a token against those that the document demands of the operation.

Shows one read with one good token that lacks the scope. Does not show the other operations, nor that scopes are cut as
narrowly as the agreements.
"""

from collections.abc import Iterator

from compliance.model.derived.tried_read import TriedRead, about
from compliance.model.observation import Wrong
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint.access._trials import RECORD, platform, trial


def shows_something(tried: TriedRead) -> bool:
    """Return whether it was this that let the caller in: a read that strangers may make says nothing of it."""
    return about(Wrong.MISSING_SCOPE)(tried) and not tried.lets_strangers_in


@rule("L20-2023.D42.K1.D", "ND278-2025.D7.K1", "GP.RFC6750", when=shows_something)
def missing_scope_is_refused(tried: TriedRead) -> Iterator[Violation | Unknown]:
    if tried.gave_data:
        template = "a token without the scope of the operation was answered {status} with data; a refusal is required"
        yield Violation(template, at=tried, proof=tried.proof, status=tried.status)
    else:
        yield from tried.unseen()


GOOD = [
    platform(trial(Wrong.MISSING_SCOPE, 401)),
    platform(trial(Wrong.MISSING_SCOPE, 403, usual=None)),
    platform(trial(Wrong.MISSING_SCOPE, 404)),
    platform(trial(Wrong.MISSING_SCOPE, 200, seen="failure")),
    platform(trial(Wrong.MISSING_SCOPE, 302, usual=None)),
]
BAD = {
    "a token without the scope of the operation was answered 200 with data; a refusal is required": platform(
        trial(Wrong.MISSING_SCOPE, 200)
    ),
}
IRRELEVANT = [
    platform(trial(Wrong.MISSING_SCOPE, 200), operation="{x-sharing-form: open}"),
    platform(trial(Wrong.MISSING_SCOPE, 200), operation="{x-function: health}"),
    platform(trial(Wrong.MISSING_SCOPE, 200), record=RECORD.replace("document:", "sharing_form: open, document:")),
    platform(trial(Wrong.NO_CREDENTIAL, 200), trial(Wrong.MISSING_SCOPE, 200)),
    platform(trial(Wrong.UNDOCUMENTED_METHOD, 200)),
]
UNKNOWN = [
    platform(trial(Wrong.MISSING_SCOPE, 503)),
    platform(trial(Wrong.MISSING_SCOPE, 404, usual=None)),
    platform(trial(Wrong.MISSING_SCOPE, 200, usual=None, seen="empty")),
]
