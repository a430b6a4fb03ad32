"""The evidence on a platform as a file."""

from typing import Final

from starlette.responses import Response

from compliance.model.text import Message
from compliance.server.access.identity import Action
from compliance.server.api.answering import FILE
from compliance.server.api.call import Call
from compliance.server.api.parameters import RUN, SLUG
from compliance.server.pages import dossier

PATH: Final = "/platforms/{slug}/dossier"
NEEDS: Final = Action.SEE_DOSSIERS
SAYS: Final = (
    Message.of("Download the dossier of a platform"),
    Message.of("All evidence on one platform in one file, as `compliance judge` and `compliance verify` read it."),
)
PARAMETERS: Final = (SLUG, RUN)
FORM: Final = FILE


def answer(call: Call) -> Response:
    return dossier.show(call)
