"""Every reference in a document leads to what has to stand there.

Broken: A reference leads nowhere, or to something else

A program that reads the document follows its references. Where one leads nowhere the description of the data ends
there, and no client can be built.

To mend it, correct the name, or deliver the file with the document; a reference that leads back to itself needs a
description at its end.

Shows that references, discriminators, links and names of security schemes find an object of the right kind. Does not
show that it is the object that was meant, and nothing of addresses that were not read.
"""

from collections import defaultdict
from collections.abc import Iterator

from compliance.model.openapi.document import Document
from compliance.model.openapi.form.document import held
from compliance.model.openapi.node import Node
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation

_MOST_RELATED = 20


@rule("NDX-CON-02", "GP.OAS")
def references_resolve(document: Document) -> Iterator[Violation | Unknown]:
    places = defaultdict[tuple[str, Message], list[Node]](list)
    for broken in held(document.files).broken:
        if broken.is_unread:
            yield Unknown(broken.message, at=broken.node)
        else:
            places[broken.node.uri, broken.message].append(broken.node)
    for (_, message), nodes in places.items():
        key = " ".join(str(value) for value in message.plain().values())
        yield Violation(message, at=nodes[0], key=key, related=nodes[1 : _MOST_RELATED + 1])


_HEAD = "openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\n"
_SCHEMAS = _HEAD + "components:\n  schemas:\n"
_ANSWER = _HEAD + "paths:\n  /ho:\n    get:\n      responses:\n        '200':\n          description: Được\n"
GOOD = [
    _SCHEMAS + "    A: {$ref: '#/components/schemas/B'}\n    B: {$anchor: b, $ref: '#b2', $defs: {C: {$anchor: b2}}}\n",
    _SCHEMAS + "    A: {oneOf: [true], discriminator: {propertyName: a, mapping: {b: A}}}\n",
    _HEAD + "paths: {/a: {$ref: '#/components/pathItems/a'}}\ncomponents: {pathItems: {a: {}}}\n",
    _ANSWER
    + "          links: {a: {operationId: tim, parameters: {a.b: 1, query.a.b: 1, X-MA: 1, header.Accept: 1}}}\n"
    + "      operationId: tim\n      parameters: [{in: query, name: a.b, schema: {}}]\n"
    + "    parameters: [{in: header, name: x-ma, schema: {}}]\n",
    _HEAD + "security: [{khoa: []}]\ncomponents: {securitySchemes: {khoa: {type: mutualTLS}}}\n",
]
BAD = {
    "the reference #/components/schemas/Cong leads nowhere": _SCHEMAS
    + "    A: {$ref: '#/components/schemas/Cong'}  # <-\n",
    "the reference #/components/schemas/CongDan leads nowhere; there is congDan": _SCHEMAS
    + "    A: {$ref: '#/components/schemas/CongDan'}  # <-\n    congDan: {}\n",
    "the reference chung.yaml#/A leads to a file that was not delivered with the document": _SCHEMAS
    + "    A: {$ref: 'chung.yaml#/A'}  # <-\n",
    "the reference http://10.0.0.8/a.yaml leads to an address that others cannot reach": _SCHEMAS
    + "    A: {$ref: 'http://10.0.0.8/a.yaml'}  # <-\n",
    "the reference #/components/responses/A leads to Response Object; expected is: Schema Object": _SCHEMAS
    + "    A: {$ref: '#/components/responses/A'}  # <-\n  responses: {A: {description: Được}}\n",
    "the reference #/info/title leads to a text; expected is: Schema Object": _SCHEMAS
    + "    A: {$ref: '#/info/title'}  # <-\n",
    "the reference #/components/schemas/B leads back to itself, through references only": _SCHEMAS
    + "    A: {$ref: '#/components/schemas/B'}  # <-\n    B: {$ref: '#/components/schemas/A'}\n",
    "the discriminator names the schema Meo, which the document does not define": _SCHEMAS
    + "    A: {oneOf: [true], discriminator: {propertyName: a, mapping: {b: Meo}}}  # <-\n",
    "the link names the operation xem, which the document does not have": _ANSWER
    + "          links: {xem: {operationId: xem}}  # <-\n",
    "the link passes the parameter path.ma, which the operation to which it leads does not have": _ANSWER
    + "          links: {a: {operationRef: '#/paths/~1ho/get', parameters: {path.ma: 1}}}  # <-\n"
    + "      parameters: [{in: query, name: ma, schema: {}}]\n",
    "the reference #/paths/~1a/get leads nowhere": _ANSWER
    + "          links: {a: {operationRef: '#/paths/~1a/get'}}  # <-\n",
    "`security` names the scheme khoa, which the document does not define": _HEAD
    + "paths: {}\nsecurity: [{khoa: []}]  # <-\n",
    "the reference https://[ is no address": _SCHEMAS + "    A: {$ref: 'https://['}  # <-\n",
}
UNKNOWN = [_SCHEMAS + "    A: {$ref: 'https://a.example/b.yaml'}\n"]
