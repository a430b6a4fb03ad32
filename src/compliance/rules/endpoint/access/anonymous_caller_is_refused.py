"""A caller without credentials gets no data.

Broken: Anybody gets the data, without credentials

Data that is not open is for those to whom it was granted; without credentials nobody knows who has it.

To mend it, demand credentials at every operation that is not open data, and mark those that are
(`x-sharing-form: open`).

Shows reads without credentials of documented operations that are not marked open. A page to sign in, an empty list and
an envelope that says failure are no data. Does not show other operations and other addresses.
"""

from collections.abc import Iterator

from compliance.model.derived.tried_read import TriedRead, about
from compliance.model.grades import Proof
from compliance.model.observation import Wrong
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint.access._trials import RECORD, platform, trial


@rule("L20-2023.D42.K1.D", "QD1562-2025.IDENT", "ND278-2025.D7.K1", "ND47-2020.D40", when=about(Wrong.NO_CREDENTIAL))
def anonymous_caller_is_refused(tried: TriedRead) -> Iterator[Violation | Unknown]:
    if not tried.gave_data:
        yield from tried.unseen()
    elif tried.is_stated_as_restricted:
        template = "a caller without credentials was answered {status} with data that is not for everybody"
        yield Violation(template, at=tried, status=tried.status)
    else:
        template = (
            "a caller without credentials was answered {status} with data, and nothing says that it is open; mark it "
            "if it is, else demand credentials"
        )
        yield Violation(template, at=tried, proof=Proof.INDICATIVE, status=tried.status)


_STRANGER = Wrong.NO_CREDENTIAL
GOOD = [
    platform(trial(_STRANGER, 401, usual=None)),
    platform(trial(_STRANGER, None, usual=None)),
    platform(trial(_STRANGER, 302, usual=None)),
    platform(trial(_STRANGER, 404)),
    platform(trial(_STRANGER, 200, usual=None, seen="sign-in")),
    platform(trial(_STRANGER, 200, seen="empty")),
    platform(trial(_STRANGER, 401, usual=None).exchange),
]
BAD = {
    "a caller without credentials was answered 200 with data that is not for everybody": platform(
        trial(_STRANGER, 200, usual=None).exchange
    ),
    "a caller without credentials was answered 200 with data, and nothing says that it is open; mark it if it is, else "
    "demand credentials": platform(trial(_STRANGER, 200), operation="{}"),
}
IRRELEVANT = [
    platform(trial(_STRANGER, 200), operation="{x-sharing-form: open}"),
    platform(trial(_STRANGER, 200), operation="{x-function: token}"),
    platform(trial(_STRANGER, 200), operation="{security: []}"),
    platform(trial(_STRANGER, 200), record=RECORD.replace("document:", "sharing_form: open, document:")),
]
UNKNOWN = [
    platform(trial(_STRANGER, 500)),
    platform(trial(_STRANGER, 404, usual=None)),
    platform(trial(_STRANGER, 200, usual=None, seen="empty")),
]
