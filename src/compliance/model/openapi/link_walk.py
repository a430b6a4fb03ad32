"""Links, which lead from an answer to an operation: by its id, or by a reference that is not called `$ref`."""

from collections.abc import Container, Iterable

from compliance.model.openapi.addresses import is_uri
from compliance.model.openapi.index import NOTHING
from compliance.model.openapi.node import Node
from compliance.model.openapi.steps import Steps
from compliance.model.text import Message


def visit_links(steps: Steps, links: Iterable[Node], operation_ids: Container[str]) -> None:
    """Note the links that lead nowhere, or to an id that no operation has; to other platforms they may lead."""
    for node in links:
        target = steps.first_time(node, NOTHING)
        if target is None:
            continue
        reference = target.get("operationRef")
        if reference is not None and steps.is_text(reference, NOTHING) and not is_uri(reference.raw):
            steps.refer(reference, reference.raw, NOTHING)
        name = target.get("operationId")
        if name is not None and steps.is_text(name, NOTHING) and name.raw not in operation_ids:
            template = "the link names the operation {name}, which the document does not have"
            steps.note(name, NOTHING, Message.of(template, name=name.raw[:200]))
