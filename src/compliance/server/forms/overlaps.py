"""A table of systems that a reader sends: which of them seem to do what a listed platform does; it is kept nowhere."""

from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from compliance.actions.errors import ActionError
from compliance.actions.overlaps import overlaps
from compliance.model.source import SourceText
from compliance.model.text import Message
from compliance.server.access.identity import Action
from compliance.server.breakers import breakers
from compliance.server.overlap_rows import overlap_view
from compliance.server.pages.overlaps import RULES
from compliance.server.visit import Visit

PATH: Final = "/overlaps"
NEEDS: Final = Action.SEE_PAGES
IS_LONG: Final = True
_LARGEST: Final = 900_000


def act(visit: Visit, fields: FormData) -> Response:
    found, problem = None, ""
    try:
        found = overlap_view(overlaps(_table(fields)), visit.words)
    except ActionError as error:
        problem = " ".join(visit.words.message(message) for _, message in error.faults)
    return visit.page(
        "overlaps_page.html",
        visit.words("Overlaps"),
        422 if problem else 200,
        breakers=breakers(visit, RULES),
        found=found,
        problem=problem,
    )


def _table(fields: FormData) -> SourceText:
    """Return the file that was sent; raises `ActionError` without one."""
    file = fields.get("table")
    if not isinstance(file, UploadFile) or not file.filename:
        raise ActionError(Message.of("no file was sent: choose a table of systems, as CSV or XLSX"))
    content = file.file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        template = "the table is larger than {limit} bytes: send it in parts, or run `compliance overlaps`"
        raise ActionError(Message.of(template, limit=_LARGEST))
    return SourceText(file.filename.replace("\\", "/").rsplit("/", 1)[-1][:120], content)
