"""A key for a program is made. The answer shows it, this once, and is kept by no browser."""

from typing import Final

from starlette.datastructures import FormData
from starlette.responses import Response

from compliance.actions.errors import UsageError
from compliance.actions.program_keys import add_key
from compliance.server.access.identity import Action
from compliance.server.fields import last_day_of, text_of
from compliance.server.key_rows import FIELDS, keys_page
from compliance.server.missing import is_of_place
from compliance.server.visit import Visit

PATH: Final = "/keys"
NEEDS: Final = Action.MANAGE_KEYS


def act(visit: Visit, fields: FormData) -> Response:
    given = {name: text_of(fields, name) for name in FIELDS}
    owners = given["owners"].replace(";", ",").split(",")
    try:
        made = add_key(given["name"], given["role"], owners, until=last_day_of(given["ends"]), history=visit.place)
    except UsageError as error:
        if is_of_place(error):
            raise
        return keys_page(visit, given, [visit.words.message(message) for _, message in error.faults])
    return keys_page(visit, {}, made=made)
