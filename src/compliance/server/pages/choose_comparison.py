"""Which two runs to compare: leads to the page that compares them."""

from typing import Final

from starlette.responses import RedirectResponse, Response

from compliance.model.text import Message
from compliance.server.access.identity import Action
from compliance.server.missing import NotFound
from compliance.server.visit import Visit

PATH: Final = "/comparison"
NEEDS: Final = Action.SEE_RUNS


def show(visit: Visit) -> Response:
    query = visit.request.query_params
    given = [query.get(name, "") for name in ("of", "since")]
    numbers = sorted(int(each) for each in given if each.isascii() and each.isdigit() and len(each) < 10)
    if len(numbers) != len(given) or numbers[0] == numbers[1]:
        raise NotFound(Message.of("two different runs are compared: name both by their numbers"))
    earlier, later = numbers
    return RedirectResponse(f"/{visit.language}/runs/{later}/since/{earlier}", 303)
