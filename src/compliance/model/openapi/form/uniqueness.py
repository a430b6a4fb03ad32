"""What may stand only once in a document or an operation, which no form of a single object can tell."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.form.faults import Trace, node_at
from compliance.model.openapi.form.walk import FormWalk
from compliance.model.openapi.form.written_parameters import same_header
from compliance.model.openapi.node import Node
from compliance.model.text import Message, shown

Told = tuple[Node, Message]
_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_FORMS: Final = frozenset({"multipart/form-data", "application/x-www-form-urlencoded"})
_NO_FORM: Final = Message.of(
    "a file is sent, so `consumes` has to be multipart/form-data or application/x-www-form-urlencoded"
)
_NOT_IN_A_FORM: Final = Message.of(
    "a part of a form is sent, so `consumes` has to be multipart/form-data or application/x-www-form-urlencoded"
)


def repeated(files: DocumentFiles, walk: FormWalk) -> Iterator[Told]:
    """Yield what stands more than once and may not, and what excludes each other."""
    yield from _operation_ids(walk)
    yield from _parameters(files, walk)
    if walk.version in {"2.0", "3.0"}:
        yield from _scopes(files, walk)


def _operation_ids(walk: FormWalk) -> Iterator[Told]:
    seen: set[str] = set()
    for raw, trace in walk.objects["Operation"]:
        name = raw.get("operationId")
        if isinstance(name, str):
            if name in seen:
                message = Message.of("two operations have the `operationId` {name}", name=shown(name))
                yield node_at((trace, "operationId")), message
            seen.add(name)


def _parameters(files: DocumentFiles, walk: FormWalk) -> Iterator[Told]:
    for item, trace in walk.objects["PathItem"]:
        shared = _listed(files, item, trace)
        yield from _twice(shared)
        yield from _clashes(shared, files)
        for method in _METHODS:
            operation = item.get(method)
            if isinstance(operation, dict) and isinstance(operation.get("parameters"), list):
                own = _listed(files, operation, (trace, method))
                yield from _twice(own)
                names = {key for key, _ in own}
                rest = [pair for pair in shared if pair[0] not in names]
                if files.is_version_2 or files.is_version_3_2:
                    yield from _clashes(own, files, rest)
                if files.is_version_2:
                    yield from _files(files, operation, own)


Listed = list[tuple[tuple[str, str], tuple[Any, Trace]]]


def _listed(files: DocumentFiles, holder: Any, trace: Trace) -> Listed:
    """Return the parameters of a list by name and place, followed to where they are written."""
    found: Listed = []
    listed = holder.get("parameters")
    for index, raw in enumerate(listed if isinstance(listed, list) else ()):
        where: Trace = ((trace, "parameters"), index)
        meant = _meant(files, raw, where)
        if isinstance(meant, dict) and isinstance(meant.get("name"), str) and isinstance(meant.get("in"), str):
            found.append(((meant["name"], meant["in"]), (meant, where)))
    return found


def _meant(files: DocumentFiles, raw: Any, trace: Trace) -> Any:
    """Return what a reference leads to, None if nowhere: the references are looked at apart."""
    if not isinstance(raw, dict) or not isinstance(raw.get("$ref"), str):
        return raw
    is_plain = len(files.trees) == 1 and not files.uses_json_schema
    target = files.meant(Node(files.uri, raw) if is_plain else node_at(trace))
    return target.raw if target is not None else None


def _twice(listed: Listed) -> Iterator[Told]:
    seen: dict[tuple[str, str], str] = {}
    for (name, place), (_, trace) in listed:
        key = name.lower() if place == "header" else name
        other = seen.get((key, place))
        if other == name:
            template = "the parameter {name} in `{place}` is listed twice"
            yield node_at(trace), Message.of(template, name=shown(name), place=shown(place))
        elif other is not None:
            yield node_at(trace), same_header(name, other)
        seen[key, place] = name


def _clashes(listed: Listed, files: DocumentFiles, shared: Listed | None = None) -> Iterator[Told]:
    """Yield what cannot be sent together: two bodies or a body and a form, two query strings or one with a query."""
    first, others = ("body", {"formData"}) if files.is_version_2 else ("querystring", {"query"})
    whole = [trace for (_, place), (_, trace) in listed if place == first]
    known = shared or []
    if len(whole) + sum(place == first for (_, place), _ in known) > 1 and whole:
        yield node_at(whole[-1]), Message.of("only one parameter may stand in `{place}`", place=first)
    parts = [trace for (_, place), (_, trace) in listed if place in others]
    has_whole = whole or any(place == first for (_, place), _ in known)
    has_parts = parts or any(place in others for (_, place), _ in known)
    if has_whole and has_parts and (whole or parts):
        template = "parameters in `{first}` and `{second}` exclude each other"
        yield node_at((whole or parts)[0]), Message.of(template, first=first, second=next(iter(others)))


def _files(files: DocumentFiles, operation: Any, listed: Listed) -> Iterator[Told]:
    """Yield the parts of a form that no stated media type can carry; without a statement only a file needs one."""
    consumed = operation.get("consumes", files.root.mapping.get("consumes"))
    types = {str(name).partition(";")[0].strip().lower() for name in consumed} if isinstance(consumed, list) else set()
    for (_, place), (raw, where) in listed if _FORMS.isdisjoint(types) else ():
        if raw.get("type") == "file":
            yield node_at(where), _NO_FORM
        elif place == "formData" and types:
            yield node_at(where), _NOT_IN_A_FORM


def _scopes(files: DocumentFiles, walk: FormWalk) -> Iterator[Told]:
    """Yield scopes of schemes that have none; from version 3.1 on roles may stand there."""
    kind = "securityDefinitions" if files.is_version_2 else "securitySchemes"
    for stated, trace in walk.requirements:
        for index, choice in enumerate(stated if isinstance(stated, list) else ()):
            for name, scopes in choice.items() if isinstance(choice, dict) else ():
                scheme = files.component(kind, name)
                kind_of_scheme = scheme.text("type") if scheme is not None else None
                if scopes and kind_of_scheme in {"apiKey", "http", "basic"}:
                    template = "the scheme {name} has no scopes, so an empty list is expected here"
                    yield node_at(((trace, index), name)), Message.of(template, name=shown(name))
