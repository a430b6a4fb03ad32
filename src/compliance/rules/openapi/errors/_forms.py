"""The forms in which a document has its errors."""

from compliance.model.openapi.document import Document
from compliance.model.openapi.messages import errors, has_lost_answers, json_schemas
from compliance.model.openapi.schema import Schema

BRANCHES = ("oneOf", "anyOf")
MOST_NAMED = 6
OF_OAUTH = frozenset({"error", "error_description"})  # because RFC 6749, section 5.2, prescribes them
Form = frozenset[str]


def forms_of(document: Document) -> dict[Form, Schema]:
    """Return the members of each kind of error, with the first schema that has them."""
    forms: dict[Form, Schema] = {}
    seen: set[int] = set()
    for operation in document.nodes.operations:
        if has_lost_answers(operation) or operation.function == "token":
            continue
        for answer in errors(operation).values():
            if id(answer.raw) not in seen:
                seen.add(id(answer.raw))
                for schema in json_schemas(answer, operation):
                    add(forms, schema)
    return forms


def add(forms: dict[Form, Schema], schema: Schema) -> None:
    """Note the members of a schema, or of each of its alternatives; one that names none tells nothing."""
    target = schema.files.follow(schema.node) or schema.node
    branches = [branch for key in BRANCHES if (listed := target.get(key)) is not None for branch in listed.items()]
    for each in [Schema(schema.files, branch) for branch in branches] or [schema]:
        form = frozenset(each.members())
        if form and not form >= OF_OAUTH:
            forms.setdefault(form, each)


def told(form: Form) -> str:
    return ", ".join(sorted(form)[:MOST_NAMED])
