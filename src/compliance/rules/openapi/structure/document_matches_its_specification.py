"""A document declares one known version of OpenAPI and keeps to it.

Broken: The document is not what its version of OpenAPI allows

Programs of other agencies are generated from the document. What its version does not know is dropped by one tool,
refused by the next and guessed by a third.

To mend it, correct the place that is named; where a field is not known, look whether it is misspelt, stands one level
too high or too low, or belongs to another version.

Shows that each object has the fields that its version requires and none that it does not know, and that what may
stand only once does. Does not show that the service answers like the document, and of schemas in a dialect of their
own nothing.
"""

from collections.abc import Iterator

from compliance.model.derived.declaration import Declaration
from compliance.model.openapi.form.document import held
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


@rule("ND224-2026.D23.K3.C", "GP.OAS")
def document_matches_its_specification(declaration: Declaration) -> Iterator[Violation | Unknown]:
    if declaration.document is None:
        if declaration.source.undeclared is not None:
            yield Violation(declaration.source.undeclared, at=declaration)
        return
    result = held(declaration.document.files)
    for node, message in result.faults:
        from compliance.rules.openapi.structure._form_mends import mends_of  # noqa: PLC0415 - most documents have no fault

        key = " ".join(str(value) for value in message.plain().values())
        yield Violation(message, at=node, key=key, mend=mends_of(node, message))
    for broken in result.broken:
        if broken.is_unread:
            yield Unknown(broken.message, at=broken.node)


_HEAD = "openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\n"
_ITEM = "openapi: 3.0.3\ninfo: {title: Tra cứu, version: 1.0.0}\npaths:\n  /ho:\n    "
_GET = _ITEM + "get:\n      responses: {'200': {description: Được}}\n      "
_OLD_GET = _GET.replace("openapi: 3.0.3", "swagger: '2.0'")[:-6]
GOOD = [
    _HEAD + "webhooks: {moi: {post: {requestBody: {content: {application/json: {schema: true}}}}}}\n",
    _HEAD.replace("3.1.0", "3.2.0") + "paths: {/ho: {query: {responses: {4XX: {}}}, x-nhom: [1]}}\n",
    _GET + "parameters: [{in: query, name: ma, schema: {type: string, nullable: true}}]\n",
    _OLD_GET,
    _HEAD + "components: {schemas: {A: {$schema: 'urn:a', type: 7}, B: {properties: {$ref: {type: [string]}}}}}\n",
]
BAD = {
    "version 4.0.0 was found; 2.0, 3.0, 3.1 and 3.2 can be judged": "openapi: 4.0.0  # <-\npaths: {}\n",
    "this is neither OpenAPI document nor record: at its top stands info, paths; a document has `openapi` or `swagger` "
    "there, a record `slug` and `owner`": "info: {}  # <-\npaths: {}\n",
    "this is no OpenAPI document: it has neither `openapi` nor `swagger` at its top": "x-a: 1  # <-\n",
    "the document declares both `openapi` and `swagger`; one of them is right": _HEAD + "swagger: '2.0'  # <-\n",
    "a text is expected here, a number was found": _OLD_GET.replace("'2.0'", "2.0  # <-"),
    "the version 3.0 is incomplete; three numbers are expected, such as 3.0.0": _ITEM.replace("3.0.3", "'3.0'  # <-")
    + "x-a: 1\n",
    "`info` is missing in the OpenAPI Object, which OpenAPI 3.1 requires": "openapi: 3.1.0  # <-\npaths: {}\n",
    "`responses` is missing in the Operation Object, which OpenAPI 3.0 requires": _ITEM
    + "get: {summary: Tra cứu}  # <-\n",
    "`sumary` is no field of the Operation Object in OpenAPI 3.0; it has `summary`": _GET + "sumary: Tra cứu  # <-\n",
    "`in` is no field of the Schema Object in OpenAPI 3.0": _GET
    + "parameters:\n      - in: query\n        name: ma\n        schema:\n          in: path  # <-\n",
    "formData was found, one of query, header, path, cookie is expected here": _GET
    + "parameters: [{name: a, in: formData, schema: {}}]  # <-\n",
    "an object is expected here, nothing was found": _GET.replace("{description: Được}}", "}  # <-"),
    "a reference is not allowed in place of this object": _ITEM + "get: {$ref: '#/paths/~1a/get'}  # <-\n  /a: {}\n",
    "two operations have the `operationId` tim": _GET + "operationId: tim\n  /a:\n    get:\n"
    "      responses: {'200': {description: Được}}\n      operationId: tim  # <-\n",
    "the parameter ma in `query` is listed twice": _GET
    + "parameters:\n      - {in: query, name: ma, schema: {}}\n      - {in: query, name: ma, schema: {}}  # <-\n",
    "a parameter in `path` needs `required: true`": _GET + "parameters: [{in: path, name: ma, schema: {}}]  # <-\n",
    "the `$anchor` a is also that of another schema, and leads to one of them by chance": _HEAD
    + "components: {schemas: {A: {$anchor: a, type: string}, B: {$anchor: a}}}  # <-\n",
    "the tag ho is declared twice": _HEAD + "paths: {}\ntags: [{name: ho}, {name: ho}]  # <-\n",
    "either `schema` or `content` is required here": _GET + "parameters: [{in: query, name: ma}]  # <-\n",
    "`items` is required beside `type: array`": _OLD_GET
    + "      parameters: [{in: query, name: ma, type: array}]  # <-\n",
    "only one parameter may stand in `body`": _OLD_GET
    + "      parameters:\n      - {in: body, name: a, schema: {}}\n      - {in: body, name: b, schema: {}}  # <-\n",
    "2000 is no status of an answer; `200`, `4XX` or `default` is one": _ITEM
    + "get:\n      responses:\n        '2000': {description: Được}  # <-\n",
}
UNKNOWN = [_HEAD + "components: {schemas: {A: {$ref: 'https://a.example/b.yaml'}}}\n"]
