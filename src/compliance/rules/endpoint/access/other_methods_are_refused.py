"""A method that is not documented is refused.

Broken: A method that nobody documented is answered

TRACE sends back what came in, credentials and cookies of proxies too; a method that nobody documented was reviewed by
nobody.

To mend it, allow the documented methods only and answer others with 405 and the field Allow; switch TRACE off.

Shows TRACE at one read, and GET at one address for which no GET is documented. HEAD and OPTIONS are answered as HTTP
has it. Does not show methods that could change data.
"""

from collections.abc import Iterator

from compliance.model.derived.tried_read import TriedRead
from compliance.model.observation import Wrong
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint.access._trials import platform, trial


def is_of_another_method(tried: TriedRead) -> bool:
    """Return whether it is about a method that is not documented."""
    return tried.wrong is Wrong.UNDOCUMENTED_METHOD


@rule("GP.RFC9110", "GP.OWASP-API8", when=is_of_another_method)
def other_methods_are_refused(tried: TriedRead) -> Iterator[Violation | Unknown]:
    if tried.trial is None:
        yield from tried.unseen()
        return
    seen = tried.trial.exchange
    if tried.gave_data:
        template = "{method} is not documented and was answered {status}; 405 is required"
        yield Violation(template, at=tried, key=seen.method, method=seen.method, status=tried.status)
    elif tried.status == 405 and seen.header("allow") is None:
        template = "{method} was answered 405 without the field Allow, which names the methods that may be used"
        yield Violation(template, at=tried, key=seen.method, method=seen.method)


_OTHER = Wrong.UNDOCUMENTED_METHOD
GOOD = [
    platform(trial(_OTHER, 405, method="TRACE", headers=(("allow", "GET"),))),
    platform(trial(_OTHER, 501, method="TRACE")),
    platform(trial(_OTHER, 404), operation="{x-sharing-form: open}"),
    platform(trial(_OTHER, None, method="TRACE")),
]
BAD = {
    "TRACE is not documented and was answered 200; 405 is required": platform(trial(_OTHER, 200, method="TRACE")),
    "TRACE was answered 405 without the field Allow, which names the methods that may be used": platform(
        trial(_OTHER, 405, method="TRACE")
    ),
}
IRRELEVANT = [platform(trial(Wrong.NO_CREDENTIAL, 200))]
