"""A token that has expired is refused.

Broken: An expired token is accepted

A token that is good for ever is a password that travels: whoever finds an old one in a log has the data.

To mend it, compare `exp` with the clock at every call, with at most a few minutes of leeway.

Shows one read with one token that is past its expiry by more than five minutes. Does not show the other operations, nor
that tokens are given for a short time.
"""

from collections.abc import Iterator

from compliance.model.derived.tried_read import TriedRead, about
from compliance.model.observation import Wrong
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint.access._trials import RECORD, platform, trial


def shows_something(tried: TriedRead) -> bool:
    """Return whether it was this that let the caller in: a read that strangers may make says nothing of it."""
    return about(Wrong.EXPIRED_TOKEN)(tried) and not tried.lets_strangers_in


@rule("L20-2023.D42.K1.D", "QD1562-2025.IDENT", "GP.RFC6750", when=shows_something)
def expired_token_is_refused(tried: TriedRead) -> Iterator[Violation | Unknown]:
    if tried.gave_data:
        template = "a token that has expired was answered {status} with data; a refusal is required"
        yield Violation(template, at=tried, proof=tried.proof, status=tried.status)
    else:
        yield from tried.unseen()


GOOD = [
    platform(trial(Wrong.EXPIRED_TOKEN, 401)),
    platform(trial(Wrong.EXPIRED_TOKEN, 403, usual=None)),
    platform(trial(Wrong.EXPIRED_TOKEN, 404)),
    platform(trial(Wrong.EXPIRED_TOKEN, 200, seen="failure")),
    platform(trial(Wrong.EXPIRED_TOKEN, 302, usual=None)),
]
BAD = {
    "a token that has expired was answered 200 with data; a refusal is required": platform(
        trial(Wrong.EXPIRED_TOKEN, 200)
    ),
}
IRRELEVANT = [
    platform(trial(Wrong.EXPIRED_TOKEN, 200), operation="{x-sharing-form: open}"),
    platform(trial(Wrong.EXPIRED_TOKEN, 200), operation="{x-function: health}"),
    platform(trial(Wrong.EXPIRED_TOKEN, 200), record=RECORD.replace("document:", "sharing_form: open, document:")),
    platform(trial(Wrong.NO_CREDENTIAL, 200), trial(Wrong.EXPIRED_TOKEN, 200)),
    platform(trial(Wrong.UNDOCUMENTED_METHOD, 200)),
]
UNKNOWN = [
    platform(trial(Wrong.EXPIRED_TOKEN, 503)),
    platform(trial(Wrong.EXPIRED_TOKEN, 404, usual=None)),
    platform(trial(Wrong.EXPIRED_TOKEN, 200, usual=None, seen="empty")),
]
