"""A credential that is none is refused.

Broken: Random text in place of a credential opens the data

A platform that takes any text for a token keeps nobody out.

To mend it, verify each credential before answering: the signature, the issuer and the expiry of a token, or that a key
is among those that were given out.

Shows one read with random text in place of the credential. Does not show the other operations, nor that good
credentials are verified well.
"""

from collections.abc import Iterator

from compliance.model.derived.tried_read import TriedRead, about
from compliance.model.observation import Wrong
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint.access._trials import RECORD, platform, trial


def shows_something(tried: TriedRead) -> bool:
    """Return whether it was this that let the caller in: a read that strangers may make says nothing of it."""
    return about(Wrong.UNREADABLE_TOKEN)(tried) and not tried.lets_strangers_in


@rule("L20-2023.D42.K1.D", "QD1562-2025.IDENT", when=shows_something)
def unreadable_token_is_refused(tried: TriedRead) -> Iterator[Violation | Unknown]:
    if tried.gave_data:
        template = "random text in place of the credential was answered {status} with data; a refusal is required"
        yield Violation(template, at=tried, proof=tried.proof, status=tried.status)
    else:
        yield from tried.unseen()


GOOD = [
    platform(trial(Wrong.UNREADABLE_TOKEN, 401)),
    platform(trial(Wrong.UNREADABLE_TOKEN, 403, usual=None)),
    platform(trial(Wrong.UNREADABLE_TOKEN, 404)),
    platform(trial(Wrong.UNREADABLE_TOKEN, 200, seen="failure")),
    platform(trial(Wrong.UNREADABLE_TOKEN, 302, usual=None)),
]
BAD = {
    "random text in place of the credential was answered 200 with data; a refusal is required": platform(
        trial(Wrong.UNREADABLE_TOKEN, 200)
    ),
}
IRRELEVANT = [
    platform(trial(Wrong.UNREADABLE_TOKEN, 200), operation="{x-sharing-form: open}"),
    platform(trial(Wrong.UNREADABLE_TOKEN, 200), operation="{x-function: health}"),
    platform(trial(Wrong.UNREADABLE_TOKEN, 200), record=RECORD.replace("document:", "sharing_form: open, document:")),
    platform(trial(Wrong.NO_CREDENTIAL, 200), trial(Wrong.UNREADABLE_TOKEN, 200)),
    platform(trial(Wrong.UNDOCUMENTED_METHOD, 200)),
]
UNKNOWN = [
    platform(trial(Wrong.UNREADABLE_TOKEN, 503)),
    platform(trial(Wrong.UNREADABLE_TOKEN, 404, usual=None)),
    platform(trial(Wrong.UNREADABLE_TOKEN, 200, usual=None, seen="empty")),
]
