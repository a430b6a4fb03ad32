"""The evidence on a platform as a file, which is never shown on a page."""

from typing import Final

from starlette.responses import Response

from compliance.server.access.identity import Action
from compliance.server.attachments import attachment
from compliance.server.missing import NotFound
from compliance.server.visit import Visit

PATH: Final = "/platforms/{slug}/dossier"
NEEDS: Final = Action.SEE_DOSSIERS


def show(visit: Visit) -> Response:
    subject = visit.platform
    content = visit.reader.dossier(visit.run, subject.id)
    if content is None:
        raise NotFound
    return attachment(content, f"{subject.id}-{visit.run.number}", "dossier")
