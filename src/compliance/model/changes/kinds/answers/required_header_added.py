"""A header has to be sent with an answer, or with a part of a form.

Programs that do not send it are refused.

To avoid it, take what comes without the header, too.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import HeaderPair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def required_header_added(pair: HeaderPair) -> Iterator[Difference]:
    was_required = pair.older is not None and pair.older.mapping.get("required") is True
    if pair.newer is not None and pair.newer.mapping.get("required") is True and not was_required:
        yield Difference("{operation} now demands {name}")


def _form(header: str) -> str:
    part = f"schema: {{type: object}}, encoding: {{anh: {{contentType: image/png, headers: {{X-Ma: {{{header}}}}}}}}}"
    return offered(f"/ho: {{post: {{requestBody: {{content: {{multipart/form-data: {{{part}}}}}}}}}}}")


FOUND = {"POST /ho now demands X-Ma": Versions(_form("schema: {}"), _form("schema: {}, required: true"))}
HARMLESS = [Versions(_form("required: true"), _form("required: false"))]
