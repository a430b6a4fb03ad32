"""A caller who only claims to be a client is refused.

Broken: A header in which the caller names itself opens the data

X-Road-Client is set by the security server of a member. On a direct call anybody can write it.

To mend it, believe the header only from your own security server, over TLS with its certificate, and close the
direct way or demand credentials there.

Shows one direct read with X-Road-Client and no other credential. Does not show other headers in which callers are
named, nor what the security server lets through.
"""

from collections.abc import Iterator

from compliance.model.derived.tried_read import TriedRead, about
from compliance.model.observation import Wrong
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint.access._trials import RECORD, platform, trial


def shows_something(tried: TriedRead) -> bool:
    """Return whether it was this that let the caller in: a read that strangers may make says nothing of it."""
    return about(Wrong.SPOOFED_CLIENT)(tried) and not tried.lets_strangers_in


@rule("L20-2023.D42.K1.D", "QD1562-2025.IDENT", when=shows_something)
def spoofed_client_header_is_refused(tried: TriedRead) -> Iterator[Violation | Unknown]:
    if tried.gave_data:
        template = "X-Road-Client without any credential was answered {status} with data; a refusal is required"
        yield Violation(template, at=tried, proof=tried.proof, status=tried.status)
    else:
        yield from tried.unseen()


GOOD = [
    platform(trial(Wrong.SPOOFED_CLIENT, 401)),
    platform(trial(Wrong.SPOOFED_CLIENT, 403, usual=None)),
    platform(trial(Wrong.SPOOFED_CLIENT, 404)),
    platform(trial(Wrong.SPOOFED_CLIENT, 200, seen="failure")),
    platform(trial(Wrong.SPOOFED_CLIENT, 302, usual=None)),
]
BAD = {
    "X-Road-Client without any credential was answered 200 with data; a refusal is required": platform(
        trial(Wrong.SPOOFED_CLIENT, 200)
    ),
}
IRRELEVANT = [
    platform(trial(Wrong.SPOOFED_CLIENT, 200), operation="{x-sharing-form: open}"),
    platform(trial(Wrong.SPOOFED_CLIENT, 200), operation="{x-function: health}"),
    platform(trial(Wrong.SPOOFED_CLIENT, 200), record=RECORD.replace("document:", "sharing_form: open, document:")),
    platform(trial(Wrong.NO_CREDENTIAL, 200), trial(Wrong.SPOOFED_CLIENT, 200)),
    platform(trial(Wrong.UNDOCUMENTED_METHOD, 200)),
]
UNKNOWN = [
    platform(trial(Wrong.SPOOFED_CLIENT, 503)),
    platform(trial(Wrong.SPOOFED_CLIENT, 404, usual=None)),
    platform(trial(Wrong.SPOOFED_CLIENT, 200, usual=None, seen="empty")),
]
