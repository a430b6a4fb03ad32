"""A call that names two clients is refused.

Broken: A call with two X-Road-Client headers is answered

Of two names one program takes the first and the next one the last: rights are looked up for one, and the data is
logged for the other.

To mend it, answer a request that has X-Road-Client twice with 400.

Shows one read with two X-Road-Client headers, where the record says that the service is reached by this way. Does not
show other headers that may stand once only.
"""

from collections.abc import Iterator

from compliance.model.derived.tried_read import TriedRead, about
from compliance.model.observation import Wrong
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint.access._trials import RECORD, platform, trial


@rule("L20-2023.D42.K1.D", "GP.PR-REST", when=about(Wrong.TWO_CLIENTS))
def duplicate_client_header_is_refused(tried: TriedRead) -> Iterator[Violation | Unknown]:
    usual = tried.trial.usual_status if tried.trial is not None else None
    if 200 <= tried.status < 300 and not tried.is_failure_in_disguise:
        template = "two X-Road-Client headers were answered {status}; 400 is required"
        yield Violation(template, at=tried, proof=tried.proof, status=tried.status)
    elif tried.trial is not None and usual is None:
        yield Unknown("the same read with one client is not known to succeed", at=tried)
    else:
        yield from tried.unseen()


GOOD = [platform(trial(Wrong.TWO_CLIENTS, 400)), platform(trial(Wrong.TWO_CLIENTS, 200, seen="failure"))]
BAD = {"two X-Road-Client headers were answered 200; 400 is required": platform(trial(Wrong.TWO_CLIENTS, 200))}
IRRELEVANT = [
    platform(trial(Wrong.TWO_CLIENTS, 200), record=RECORD.replace("document:", "sharing_form: open, document:"))
]
UNKNOWN = [platform(trial(Wrong.TWO_CLIENTS, 401, usual=None)), platform(trial(Wrong.TWO_CLIENTS, 500))]
