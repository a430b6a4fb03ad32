"""Links, which lead from an answer to an operation: by its id, or by a reference that is not called `$ref`."""

from collections.abc import Container

from compliance.model.openapi.addresses import is_uri
from compliance.model.openapi.index import NOTHING
from compliance.model.openapi.node import Node
from compliance.model.openapi.steps import Steps
from compliance.model.text import Message


class LinkWalk:
    """Visits links and notes those that lead nowhere; to operations of other platforms they may lead."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._named: list[Node] = []

    def visit(self, node: Node) -> None:
        """Visit a link."""
        target = self._steps.first_time(node, NOTHING)
        if target is None:
            return
        reference = target.get("operationRef")
        if reference is not None and self._steps.is_text(reference, NOTHING) and not is_uri(reference.raw):
            self._steps.refer(reference, reference.raw, NOTHING)
        if (name := target.get("operationId")) is not None and self._steps.is_text(name, NOTHING):
            self._named.append(name)

    def check(self, operation_ids: Container[str]) -> None:
        """Note the ids that no operation has, after all were visited."""
        for name in self._named:
            if name.raw not in operation_ids:
                template = "the link names the operation {name}, which the document does not have"
                self._steps.note(name, NOTHING, Message.of(template, name=name.raw[:200]))
