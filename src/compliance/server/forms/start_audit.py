"""The audit of a schedule is begun at once, by whichever worker is free.

Only what an operator has put into a schedule can be begun from here, so that no page makes this machine look anywhere.
"""

from typing import Final

from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from compliance.actions.errors import UsageError
from compliance.actions.schedules import asked_orders, start_scheduled
from compliance.model.text import Message
from compliance.server.access.identity import Action
from compliance.server.fields import text_of
from compliance.server.visit import Visit

PATH: Final = "/runs"
NEEDS: Final = Action.START_AUDIT


def act(visit: Visit, fields: FormData) -> Response:
    name = text_of(fields, "schedule")
    if any(order.schedule == name and not order.state.is_over for order, _ in asked_orders(visit.place)):
        raise UsageError(Message.of("the audit of {name} is going on already", name=name[:100]))
    start_scheduled(name, history=visit.place)
    return RedirectResponse(visit.addresses.to("/runs"), 303)
