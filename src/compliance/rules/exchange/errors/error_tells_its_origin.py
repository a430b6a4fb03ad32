"""An error tells whether it comes from the hub or from the service.

Broken: An error does not tell whose it is

A caller repeats what failed on the way and mends what the service refused; it has to know which of both it was.

To mend it, pass errors of the service as they are, and give those of the hub `X-Road-Error` with the code of their
body.

Shows the errors that were met: one of the service, asked for a record that does not exist, and refusals of the hub.
Does not show errors of other kinds.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.derived.hub_error import HubError
from compliance.model.observation import HubMarks
from compliance.model.pattern import late
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.exchange.errors._errors import trial

# Both spellings of X-Road: since 7.8, and before it
_NEW: Final = late(r"(?:client|server\.clientproxy|server\.serverproxy|signer)(?:\.[a-z0-9_]+)+")
_OLD: Final = late(r"(?:Client|Server\.ClientProxy|Server\.ServerProxy|Signer)(?:\.[A-Z][A-Za-z0-9]*)+")


@rule("GP.PR-REST")
def error_tells_its_origin(error: HubError) -> Iterator[Violation]:
    header, body = error.marks.error, error.marks.body_code
    if header is None and body is not None and _is_of_the_hub(body):
        yield Violation("the body names {code}, an error of the hub; X-Road-Error is missing", at=error, code=body)
    elif header is not None and header != body:
        template = "X-Road-Error says {header}, the body says {body}: whose error is it?"
        yield Violation(template, at=error, header=header, body=body or "-")
    elif header is not None and not _is_of_the_hub(header):
        template = "{code} is spelled neither as X-Road 7.8 spells its errors nor as it did before"
        yield Violation(template, at=error, code=header)


def _is_of_the_hub(code: str) -> bool:
    return _NEW.fullmatch(code) is not None or _OLD.fullmatch(code) is not None


_NEW_CODE, _OLD_CODE = "server.serverproxy.access_denied", "Server.ServerProxy.AccessDenied"
GOOD = [
    trial(500, HubMarks(error=_NEW_CODE, body_code=_NEW_CODE)),
    trial(500, HubMarks(error=_OLD_CODE, body_code=_OLD_CODE)),
    trial(404, HubMarks(message_id="m-1", body_code="about:blank")),
    trial(404, HubMarks(message_id="m-1")),
]
BAD = {
    "X-Road-Error says server.serverproxy.service_failed, the body says about:blank: whose error is it?": (
        trial(404, HubMarks(error="server.serverproxy.service_failed", body_code="about:blank"))
    ),
    "X-Road-Error says server.serverproxy.access_denied, the body says -: whose error is it?": (
        trial(500, HubMarks(error=_NEW_CODE))
    ),
    "the body names Server.ServerProxy.AccessDenied, an error of the hub; X-Road-Error is missing": (
        trial(500, HubMarks(body_code=_OLD_CODE))
    ),
    "AccessDenied is spelled neither as X-Road 7.8 spells its errors nor as it did before": (
        trial(500, HubMarks(error="AccessDenied", body_code="AccessDenied"))
    ),
}
