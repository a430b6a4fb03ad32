"""Who is refused for want of credentials is told which ones are wanted.

Broken: A refusal does not say which credentials are wanted

401 with WWW-Authenticate is what programs and their libraries understand; any other refusal is sought in the wrong
place.

To mend it, answer a call without credentials with 401 and WWW-Authenticate, such as `Bearer realm="…"`.

Shows how reads without credentials are refused. Does not show refusals of bad credentials. A refusal by a page, a
redirection, an envelope or 404 is left alone.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.derived.tried_read import TriedRead, about
from compliance.model.grades import Proof
from compliance.model.observation import Wrong
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint.access._trials import RECORD, platform, trial

_REFUSALS: Final = frozenset({401, 403})


def is_refusal(tried: TriedRead) -> bool:
    """Return whether a caller without credentials was refused by a status that says so, or nobody tried."""
    return about(Wrong.NO_CREDENTIAL)(tried) and (tried.trial is None or tried.status in _REFUSALS)


@rule("GP.RFC9110", "GP.RFC6750", when=is_refusal)
def refusal_is_a_challenge(tried: TriedRead) -> Iterator[Violation | Unknown]:
    if tried.trial is None:
        yield from tried.unseen()
        return
    if tried.status == 403:
        template = "a caller without credentials was answered 403; 401 with WWW-Authenticate is required"
        yield Violation(template, at=tried, proof=Proof.INDICATIVE)
        return
    challenges = [value for name, value in tried.trial.exchange.headers if name == "www-authenticate"]
    if not challenges:
        yield Violation("a caller without credentials was answered 401 without WWW-Authenticate", at=tried)
    elif not any(challenges):  # because a 401 has at least one challenge (RFC 9110, section 15.5.2)
        yield Violation("a caller without credentials was answered 401 with an empty WWW-Authenticate", at=tried)


_STRANGER = Wrong.NO_CREDENTIAL
_EMPTY = ("www-authenticate", "")
_BEARER = ("www-authenticate", "Bearer")
GOOD = [
    platform(trial(_STRANGER, 401, headers=(_BEARER,))),
    platform(trial(_STRANGER, 401, headers=(_EMPTY, _BEARER))),
]
BAD = {
    "a caller without credentials was answered 401 without WWW-Authenticate": platform(trial(_STRANGER, 401)),
    "a caller without credentials was answered 401 with an empty WWW-Authenticate": platform(
        trial(_STRANGER, 401, headers=(_EMPTY,))
    ),
    "a caller without credentials was answered 403; 401 with WWW-Authenticate is required": platform(
        trial(_STRANGER, 403, usual=None)
    ),
}
IRRELEVANT = [
    platform(trial(_STRANGER, 200)),
    platform(trial(_STRANGER, 302)),
    platform(trial(_STRANGER, 404)),
    platform(trial(_STRANGER, 401), record=RECORD.replace("document:", "sharing_form: open, document:")),
]
