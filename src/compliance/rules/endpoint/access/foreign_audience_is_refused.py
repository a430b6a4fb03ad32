"""A token that was issued for another service is refused.

Broken: A token for another service is accepted

Who may use one service could else use all that trust the same issuer, and so could a service that is given a token.

To mend it, take only tokens whose `aud` names this service.

Shows one read with one good token for another service, by the word of whoever gave it. Does not show the other
operations.
"""

from collections.abc import Iterator

from compliance.model.derived.tried_read import TriedRead, about
from compliance.model.observation import Wrong
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint.access._trials import RECORD, platform, trial


def shows_something(tried: TriedRead) -> bool:
    """Return whether it was this that let the caller in: a read that strangers may make says nothing of it."""
    return about(Wrong.FOREIGN_AUDIENCE)(tried) and not tried.lets_strangers_in


@rule("L20-2023.D42.K1.D", "GP.RFC8725", "GP.RFC9700", when=shows_something)
def foreign_audience_is_refused(tried: TriedRead) -> Iterator[Violation | Unknown]:
    if tried.gave_data:
        template = "a token that was issued for another service was answered {status} with data; a refusal is required"
        yield Violation(template, at=tried, proof=tried.proof, status=tried.status)
    else:
        yield from tried.unseen()


GOOD = [
    platform(trial(Wrong.FOREIGN_AUDIENCE, 401)),
    platform(trial(Wrong.FOREIGN_AUDIENCE, 403, usual=None)),
    platform(trial(Wrong.FOREIGN_AUDIENCE, 404)),
    platform(trial(Wrong.FOREIGN_AUDIENCE, 200, seen="failure")),
    platform(trial(Wrong.FOREIGN_AUDIENCE, 302, usual=None)),
]
BAD = {
    "a token that was issued for another service was answered 200 with data; a refusal is required": platform(
        trial(Wrong.FOREIGN_AUDIENCE, 200)
    ),
}
IRRELEVANT = [
    platform(trial(Wrong.FOREIGN_AUDIENCE, 200), operation="{x-sharing-form: open}"),
    platform(trial(Wrong.FOREIGN_AUDIENCE, 200), operation="{x-function: health}"),
    platform(trial(Wrong.FOREIGN_AUDIENCE, 200), record=RECORD.replace("document:", "sharing_form: open, document:")),
    platform(trial(Wrong.NO_CREDENTIAL, 200), trial(Wrong.FOREIGN_AUDIENCE, 200)),
    platform(trial(Wrong.UNDOCUMENTED_METHOD, 200)),
]
UNKNOWN = [
    platform(trial(Wrong.FOREIGN_AUDIENCE, 503)),
    platform(trial(Wrong.FOREIGN_AUDIENCE, 404, usual=None)),
    platform(trial(Wrong.FOREIGN_AUDIENCE, 200, usual=None, seen="empty")),
]
