"""It is stated for the first time in which media types a part of a form may be sent.

Programs that send it in another one may be refused; before nothing told in which it comes.

To avoid it, accept every media type that came so far.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import EncodingPair
from compliance.model.example import Versions
from compliance.model.openapi.messages import ANY


@change(Level.WARNING, Part.REQUEST)
def part_media_type_stated(pair: EncodingPair) -> Iterator[Difference]:
    stated = pair.newer.media_types
    if stated and not pair.older.media_types and ANY not in stated:
        yield Difference("{operation} takes {name} as {new} only", new=", ".join(sorted(stated))[:60])


def _form(encoding: str, schema: str = "type: string, format: binary") -> str:
    part = f"schema: {{properties: {{anh: {{{schema}}}}}}}, encoding: {{anh: {{{encoding}}}}}"
    return offered(f"/ho: {{post: {{requestBody: {{content: {{multipart/form-data: {{{part}}}}}}}}}}}")


FOUND = {"POST /ho takes anh as image/png only": Versions(_form(""), _form("contentType: image/png"))}
HARMLESS = [
    Versions(_form("contentType: image/png"), _form("")),
    Versions(_form("", "type: string"), _form("contentType: text/plain", "type: string")),
    Versions(_form(""), _form("contentType: '*/*'")),
]
