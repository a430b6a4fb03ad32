"""Keys by which programs ask the API: all that were made, and a form for another."""

from typing import Final

from starlette.responses import Response

from compliance.server.access.identity import Action
from compliance.server.key_rows import keys_page
from compliance.server.visit import Visit

PATH: Final = "/keys"
NEEDS: Final = Action.MANAGE_KEYS


def show(visit: Visit) -> Response:
    return keys_page(visit, {})
