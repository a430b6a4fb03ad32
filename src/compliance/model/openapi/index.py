"""Every node of a document by kind, each once."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from compliance.model.dataclass import dataclass, field
from compliance.model.openapi.field import Field
from compliance.model.openapi.hole import Hole
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema import Property, Schema
from compliance.model.openapi.security import SecurityScheme
from compliance.model.openapi.server import Server

# What could stand behind a reference, by where it is met: the names of kinds of subject.
NOTHING: Final = frozenset[str]()
SCHEMAS: Final = frozenset({Schema.__name__, Property.__name__})
PARAMETERS: Final = SCHEMAS | {Parameter.__name__}
PATHS: Final = PARAMETERS | {Operation.__name__, Server.__name__}
SECURITY_SCHEMES: Final = frozenset({SecurityScheme.__name__})
SECURITY_NAMES: Final = SECURITY_SCHEMES | {Operation.__name__}
INFO: Final = frozenset({"Document"})
SERVERS: Final = INFO | {Server.__name__}  # because its version is compared with them
COMPONENTS: Final = PARAMETERS | SECURITY_SCHEMES


@dataclass(frozen=True, slots=True)
class NodeIndex:
    """All nodes of one document. `dangling` references lead nowhere, `malformed` values have a wrong form."""

    servers: list[Server] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)
    schemas: list[Schema] = field(default_factory=list)
    properties: list[Property] = field(default_factory=list)
    security_schemes: list[SecurityScheme] = field(default_factory=list)
    dangling: list[Hole] = field(default_factory=list)
    malformed: list[Hole] = field(default_factory=list)

    @property
    def fields(self) -> Iterator[Field]:
        """All properties, then all parameters."""
        named: Iterable[Property | Parameter] = chain(self.properties, self.parameters)
        return (Field(each.files, each.node, each.name, each.schema) for each in named)
