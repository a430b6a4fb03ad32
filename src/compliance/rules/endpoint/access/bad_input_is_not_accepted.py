"""Input that the document refuses is refused.

Broken: Input that the document refuses is accepted

Callers check their programs against the platform: what it takes though the document says otherwise becomes part of what
nobody wrote down, and a filter that is passed over gives them the wrong data.

To mend it, hold each value to the document and answer what does not fit with 400, or write the document as the platform
behaves.

Shows a few reads with one value missing, of another type or out of its bounds, beside the same read with nothing wrong;
on a staging environment also bodies that are damaged. Does not show other values and operations.
"""

from collections.abc import Iterator

from compliance.model.derived.tried_read import TriedRead
from compliance.model.grades import Proof
from compliance.model.observation import Wrong
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint.access._trials import platform, trial


def is_refused_by_the_document(tried: TriedRead) -> bool:
    """Return whether it is about input that does not fit the document."""
    return tried.wrong.is_refused_by_schema


@rule("TT13-2017.D7.K1", "NDX-CON-02", "GP.OAS", when=is_refused_by_the_document)
def bad_input_is_not_accepted(tried: TriedRead) -> Iterator[Violation | Unknown]:
    if tried.trial is None or not (tried.has_usual_success or tried.wrong.is_body):
        yield from tried.unsettled()
    elif 200 <= tried.status < 300 and not tried.is_failure_in_disguise:
        template = "{wrong} ({subject}) was answered {status}; the document refuses it, 400 is required"
        wrong, subject = tried.wrong.said, tried.trial.subject
        # because what a body that is right would be answered is not known: it is not sent
        proof = Proof.INDICATIVE if tried.wrong.is_body else None
        yield Violation(
            template, at=tried, key=tried.key, proof=proof, wrong=wrong, subject=subject, status=tried.status
        )


GOOD = [
    platform(trial(Wrong.OUT_OF_BOUNDS, 400)),
    platform(trial(Wrong.OUT_OF_BOUNDS, 500)),
    platform(trial(Wrong.OUT_OF_BOUNDS, 200, seen="failure")),
]
BAD = {
    "a value lies outside of its bounds (limit) was answered 200; the document refuses it, 400 is required": platform(
        trial(Wrong.OUT_OF_BOUNDS, 200, subject="limit")
    ),
}
IRRELEVANT = [platform(trial(Wrong.UNKNOWN_ID, 200)), platform(trial(Wrong.NO_CREDENTIAL, 200))]
UNKNOWN = [platform(trial(Wrong.WRONG_TYPE, 200, usual=404))]
