"""Each name in a path has its parameter, and each path parameter its place.

Broken: The names in a path and its parameters do not agree

Whoever calls the service has to put a value for each name into the address. Without the parameter nobody knows its
type, and a parameter without a place is never sent.

To mend it, describe the name as a parameter with `in: path` in the path or in each operation, or take away the one
that is too many; upper and lower case count.

Shows that names and parameters agree. Does not show that the service reads them so.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.openapi.address_names import names_in
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.structure._path_parameters import first_operation, listed

_LONGEST: Final = 60


@rule("NDX-CON-02", "GP.OAS")
def path_parameters_are_declared(operation: Operation, facts: Facts) -> Iterator[Violation | Unknown]:
    item, files = operation.path_item, operation.files
    own, shared = listed(files, operation.node), listed(files, item)
    if (unread := own.unread or shared.unread) is not None:
        yield Unknown("what a parameter refers to was not read", at=unread)
        return
    named = {name for name, place in names_in(operation.path) if place == "path"}
    first, elsewhere = files.remember(("first operation", id(item.raw)), lambda: first_operation(files, item))
    is_first = first is operation.node.raw
    for name in sorted(named - own.named.keys() - shared.named.keys()):
        if name in elsewhere:
            yield _missing(operation.node, name, facts)
        elif is_first:
            yield _missing(item, name, facts)
    # because many paths may refer to one item, which is held against the first of them only
    is_owner = is_first and files.remember(("path of item", id(item.raw)), lambda: operation.path) == operation.path
    for name, node in (*own.named.items(), *(shared.named.items() if is_owner else ())):
        if name not in named and f"{{{name}}}" not in operation.path:
            shown = name[:_LONGEST]
            yield Violation("the path has no place for the parameter {name}", at=node, key=shown, name=shown)


def _missing(at: Node, name: str, facts: Facts) -> Violation:
    concept, shown = facts.field_names.concept(name), name[:_LONGEST]
    if concept is not None and facts.field_names.is_personal(name):
        template = "the path names {name}, personal data by its name ({concept}), which no parameter describes"
        return Violation(template, at=at, key=shown, name=shown, concept=concept)
    return Violation("the path names {name}, which no parameter describes", at=at, key=shown, name=shown)


_PATHS = "openapi: 3.0.3\npaths:\n"
GOOD = [
    _PATHS + "  /ho/{a}/{b}:\n    parameters: [{name: a, in: path}]\n    get: {parameters: [{name: b, in: path}]}\n",
    _PATHS + "  /ho/{ma}:\n    get: {parameters: [{$ref: '#/components/parameters/ma'}]}\n"
    "components: {parameters: {ma: {name: ma, in: path}}}\n",
    _PATHS + "  /ho/{ma}: {$ref: '#/components/pathItems/ho', parameters: [{name: ma, in: path}]}\n"
    "components: {pathItems: {ho: {get: {}}}}\n",
    "swagger: '2.0'\npaths: {'/{a}.{b}': {get: {parameters: [{name: a, in: path}, {name: b, in: path}]}}}\n",
]
BAD = {
    "the path names ma, which no parameter describes": _PATHS + "  /ho/{ma}:  # <-\n    get: {}\n    put: {}\n",
    "the path names Ma, which no parameter describes": _PATHS
    + "  /ho/{Ma}:\n    get: {parameters: [{name: Ma, in: path}]}\n    put: {}  # <-\n",
    "the path names so_cccd, personal data by its name (citizen_id), which no parameter describes": _PATHS
    + "  /dan/{so_cccd}:  # <-\n    get: {}\n",
    "the path has no place for the parameter ma": _PATHS
    + "  /ho:\n    get:\n      parameters:\n      - {name: ma, in: path}  # <-\n",
    "the path names so, which no parameter describes": _PATHS.replace("3.0", "3.1")
    + "  /ho/{so}: {$ref: '#/components/pathItems/ho', parameters: [{name: ma, in: query}]}\n"
    "components: {pathItems: {ho: {get: {}}}}  # <-\n",
    "the path has no place for the parameter so": _PATHS
    + "  /ho:\n    parameters:\n    - {name: so, in: path}  # <-\n    get: {}\n    put: {}\n",
}
UNKNOWN = [
    _PATHS + "  /ho/{ma}:\n    get: {parameters: [{$ref: 'https://a.example/ma.yaml'}]}\n",
    _PATHS + "  /ho/{ma}:\n    parameters: [{$ref: 'https://a.example/ma.yaml'}]\n    get: {}\n    put: {}\n",
]
