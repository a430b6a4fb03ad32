"""Input that is wrong is the error of the caller, not one of the server.

Broken: Wrong input makes the server fail

A server that fails on input did not check it: the next one who sends it may do harm, and callers blame the platform.

To mend it, check each value against the document before it is used, and answer what does not fit with 400 or 404 and
say which value it is.

Shows a few reads with one value missing, of another type, out of its bounds or unknown, beside the same read with
nothing wrong; on a staging environment also bodies that are damaged. Does not show other values and operations.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.derived.tried_read import TriedRead
from compliance.model.grades import Proof
from compliance.model.observation import Wrong
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint.access._trials import platform, trial

# What a server says of itself, whatever it is asked, and what it says of a method
_NO_ERRORS: Final = frozenset({501, 503})


def is_of_bad_input(tried: TriedRead) -> bool:
    """Return whether it is about what an operation was given."""
    return tried.wrong.is_input


@rule("ND331-2026.D30.K4", "GP.RFC9110", when=is_of_bad_input)
def bad_input_is_a_client_error(tried: TriedRead) -> Iterator[Violation | Unknown]:
    if tried.trial is None or not (tried.has_usual_success or tried.wrong.is_body):
        yield from tried.unsettled()
    elif tried.status >= 500 and tried.status not in _NO_ERRORS:
        template = "{wrong} ({subject}) was answered {status}; 400 or another 4xx is required"
        wrong, subject = tried.wrong.said, tried.trial.subject
        # because what a body that is right would be answered is not known: it is not sent
        proof = Proof.INDICATIVE if tried.wrong.is_body else None
        yield Violation(
            template, at=tried, key=tried.key, proof=proof, wrong=wrong, subject=subject, status=tried.status
        )
    elif tried.status in _NO_ERRORS:
        yield from tried.unseen()


GOOD = [
    platform(trial(Wrong.WRONG_TYPE, 400)),
    platform(trial(Wrong.UNKNOWN_ID, 404)),
    platform(trial(Wrong.WRONG_TYPE, 200)),
]
BAD = {
    "a value is of the wrong type (limit) was answered 500; 400 or another 4xx is required": platform(
        trial(Wrong.WRONG_TYPE, 500, subject="limit")
    ),
}
IRRELEVANT = [platform(trial(Wrong.NO_CREDENTIAL, 500))]
UNKNOWN = [platform(trial(Wrong.WRONG_TYPE, 500, usual=500)), platform(trial(Wrong.WRONG_TYPE, 503))]
