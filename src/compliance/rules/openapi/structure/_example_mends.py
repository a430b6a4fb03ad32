"""How an example of another type is written so that it fits its schema."""

from collections.abc import Iterator
from typing import Final

from compliance.model.instances import Fault
from compliance.model.location import Place
from compliance.model.mend import Mend, quoted, replaced
from compliance.model.openapi.example import Example
from compliance.model.pattern import late

_WHOLE: Final = late(r"0|-?[1-9][0-9]{0,14}")


def mends_of(fault: Fault, at: Place, example: Example) -> Iterator[Mend]:
    """Yield the same example as a text, or as the number that it holds.

    On a default callers may rely as it is. A number in quotation marks was written so by somebody, perhaps because the
    service answers so.
    """
    value = example.value
    for step in fault.path:
        value = value[step]
    expected, is_default = str(fault.words.get("expected", "")), example.kind == "default"
    if fault.keyword != "type":
        return
    if expected == "string" and isinstance(value, bool | int | float):
        yield quoted(at, changes_contract=is_default)
    elif expected in {"integer", "number"} and isinstance(value, str) and _WHOLE.fullmatch(value):
        yield replaced(at, int(value), changes_contract=True)
