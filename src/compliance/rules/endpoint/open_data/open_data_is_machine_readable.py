"""Open data comes in a form that programs can read.

Broken: Open data comes in a form for the eye only

From a page, a picture or a scan nobody can compute; whoever wants to use the data has to type it in again.

To mend it, offer the same data as JSON, XML or CSV; a file for the eye may stand beside it.

Shows the media type of the answers of open operations that were seen, where the document offers no structured form
beside it. Does not show that the body is what its media type says, nor that its fields mean something; what a packed or
unnamed file or a sheet of an office program holds is not known.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.example import Platform
from compliance.model.grades import Proof
from compliance.model.location import Place
from compliance.model.observation import HttpExchange
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

_STRUCTURED: Final = frozenset(
    {"application/json", "text/json", "application/xml", "text/xml", "text/csv", "text/tab-separated-values"}
    | {"application/csv", "application/x-ndjson", "application/jsonl", "application/yaml", "text/yaml"}
    | {"text/turtle", "application/n-triples", "application/n-quads", "application/trig", "text/n3"}
    | {"application/geopackage+sqlite3", "application/vnd.apache.parquet", "application/vnd.sqlite3"}
)
_SUFFIXES: Final = ("+json", "+xml", "+yaml", "+csv", "+json-seq")
_FOR_THE_EYE: Final = frozenset(
    {"text/html", "application/xhtml+xml", "image/svg+xml", "application/pdf", "application/rtf", "text/rtf"}
    | {"application/msword", "application/vnd.ms-powerpoint", "application/vnd.oasis.opendocument.text"}
    | {"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
    | {"application/vnd.openxmlformats-officedocument.presentationml.presentation"}
)
# because those of the published standards (ISO/IEC 26300, ISO/IEC 29500) are open formats that programs read
_CLOSED_SHEETS: Final = frozenset({"application/vnd.ms-excel"})


def is_given(read: DocumentedExchange) -> bool:
    """Return whether open data came."""
    seen, status = read.seen, read.seen.status or 0
    return read.is_of_open_data and not seen.is_plain and 200 <= status < 300 and seen.body_size > 0


@rule("L20-2023.D43", when=is_given)
def open_data_is_machine_readable(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    found = read.seen.media_type or ""
    if _is_structured(found) or any(map(_is_structured, _offered(read))):
        return
    if found in _FOR_THE_EYE or found.startswith("image/"):
        yield Violation(
            "open data came as {found}; a structured form such as JSON, XML or CSV is required", at=read, found=found
        )
    elif found in _CLOSED_SHEETS:
        template = "open data came as {found} only, which is no open format; JSON, XML or CSV is one"
        yield Violation(template, at=read, proof=Proof.INDICATIVE, found=found)
    else:
        yield Unknown("whether programs can read {found} cannot be told", at=read, found=found or "-")


def _is_structured(media_type: str) -> bool:
    return media_type not in _FOR_THE_EYE and (media_type in _STRUCTURED or media_type.endswith(_SUFFIXES))


def _offered(read: DocumentedExchange) -> Iterator[str]:
    """Yield the media types in which the document offers the same data."""
    success = read.operation.success if read.operation else None
    contents = success.get("content") if success else None
    for name, _ in contents.members() if contents else ():
        yield name.partition(";")[0].strip().lower()


_READ = Place("openapi.yaml", "/paths/~1points/get")
_RECORD = "slug: household-business\nowner: {code: G12}\nservices: [{id: points, document: openapi.yaml}]\n"


def _came_as(media_type: str | None, *offered: str, mark: str = "open", status: int = 200) -> Platform:
    contents = ", ".join(f"{each}: {{}}" for each in offered or ("application/pdf",))
    operation = f"{{x-sharing-form: {mark}, responses: {{'200': {{content: {{{contents}}}}}}}}}"
    document = f"openapi: 3.1.0\npaths: {{/points: {{get: {operation}}}}}\n"
    url = "https://a.example/v1/points"
    exchange = HttpExchange("GET", url, status, _READ, media_type=media_type, body_size=52)
    return Platform(_RECORD, {"openapi.yaml": document}, (exchange,))


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GOOD = [
    _came_as("application/json"),
    _came_as("application/geo+json"),
    _came_as("text/csv"),
    _came_as("application/rdf+xml"),
    _came_as("application/pdf", "application/pdf", "application/json"),
]
BAD = {
    "open data came as application/pdf; a structured form such as JSON, XML or CSV is required": _came_as(
        "application/pdf"
    ),
    "open data came as text/html; a structured form such as JSON, XML or CSV is required": _came_as("text/html"),
    "open data came as image/png; a structured form such as JSON, XML or CSV is required": _came_as("image/png"),
    "open data came as application/vnd.ms-excel only, which is no open format; JSON, XML or CSV is one": _came_as(
        "application/vnd.ms-excel"
    ),
}
UNKNOWN = [_came_as("application/zip"), _came_as(None), _came_as(_SHEET)]
IRRELEVANT = [_came_as("application/pdf", mark="default"), _came_as("application/pdf", status=401)]
