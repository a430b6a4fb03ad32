"""The answer to a call: its form as JSON."""

from typing import Any, Final

from starlette.responses import Response

from compliance.report.json_text import json_text
from compliance.server.api.call import Call
from compliance.server.tags import tagged

FILE: Final = "file"
"""The form of what is a file."""
JSON: Final = "application/json"


def in_json(form: Any, call: Call) -> Response:
    """Return a form as the answer."""
    answer = Response(json_text(form), media_type=JSON)
    answer.headers["Content-Language"] = call.language
    following = getattr(form, "next", None)
    if following:
        answer.headers["Link"] = f'<{following}>; rel="next"'
    return answer


def sent(answer: Response, call: Call) -> Response:
    """Return the answer with its tag, and when the run ended that it tells of."""
    return tagged(answer, call.request, call.run.ended if "run" in vars(call) else None)
