"""One owner with its platforms in numbers."""

from typing import Final

from compliance.model.text import Message
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.forms.platforms import OwnerInNumbers
from compliance.server.api.numbers import in_numbers
from compliance.server.api.parameters import KEY, RUN

PATH: Final = "/owners/{key}"
NEEDS: Final = Action.SEE_PAGES
SAYS: Final = (
    Message.of("Show an owner"),
    Message.of("One owner with the numbers of all its platforms, intermediaries too."),
)
PARAMETERS: Final = (KEY, RUN)
FORM: Final = OwnerInNumbers


def answer(call: Call) -> OwnerInNumbers:
    return in_numbers(call.of_owner(call.given["key"]).subjects)
