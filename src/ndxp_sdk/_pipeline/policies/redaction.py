"""Redact from failures the secrets that servers repeat in their complaints."""

from ndxp_sdk._http.request import Request
from ndxp_sdk._http.response import Response
from ndxp_sdk._pipeline.progress import Progress
from ndxp_sdk._redaction.confidential import redactor_of
from ndxp_sdk._redaction.echoes import redacted_failure
from ndxp_sdk.errors import NdxpError


def redacted(progress: Progress, failure: NdxpError, response: Response, request: Request) -> NdxpError:
    """Return the failure without what was sent or is held in confidence."""
    redactor = redactor_of(request, progress.state.confided())
    return redacted_failure(failure, response, progress.call.judge, redactor)
