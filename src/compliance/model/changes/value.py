"""One value in both documents, before its schemas are read."""

from compliance.model.changes.change import Part
from compliance.model.changes.term import Term
from compliance.model.dataclass import dataclass, replace
from compliance.model.openapi.node import Node


@dataclass(frozen=True, slots=True)
class Value:
    """One value in both documents: the schemas that speak of it, where it is used, and the way to it.

    `whole` is what the way begins in, such as `200 application/json`; `name` is empty for that itself. Of a form each
    member travels by itself, one of several values as often as it has some.
    """

    older: Term
    newer: Term
    part: Part
    operation: str
    whole: str
    name: str = ""
    is_required: tuple[bool, bool] = (False, False)
    is_text: bool = False
    is_form: bool = False

    @property
    def label(self) -> str:
        return self.name or self.whole

    def inner(self, older: list[Node], newer: list[Node], step: str) -> "Value":
        """Return what lies within, one step on; what lies in a value that travels as text does so, too."""
        joined = f"{self.name}.{step}" if self.name and not step.startswith("[") else self.name + step
        terms = Term(tuple(older)), Term(tuple(newer))
        return replace(self, older=terms[0], newer=terms[1], name=joined, is_required=(False, False), is_form=False)
