"""Every node of a document by kind, each once."""

from dataclasses import dataclass, field

from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema import Property, Schema
from compliance.model.openapi.security import SecurityScheme
from compliance.model.openapi.server import Server


@dataclass(frozen=True, slots=True)
class NodeIndex:
    """All nodes of one document. `dangling` references lead nowhere, `malformed` values should be objects."""

    servers: list[Server] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)
    schemas: list[Schema] = field(default_factory=list)
    properties: list[Property] = field(default_factory=list)
    security_schemes: list[SecurityScheme] = field(default_factory=list)
    dangling: list[Node] = field(default_factory=list)
    malformed: list[Node] = field(default_factory=list)
