"""A document as the specification of its version sees it: its faults of form, and its broken references."""

from collections.abc import Iterator
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.form.faults import faults_of
from compliance.model.openapi.form.forms import forms_of
from compliance.model.openapi.form.references import Broken, References
from compliance.model.openapi.form.uniqueness import repeated
from compliance.model.openapi.form.walk import FormWalk
from compliance.model.openapi.node import Node
from compliance.model.pattern import late
from compliance.model.text import Message

_PATTERNS: Final = {
    "openapi": late(r"3\.0\.\d+(-.+)?|3\.[12]\.\d+(-.+)?"),
    "swagger": late(r"2\.0"),
}
_TWO: Final = Message.of("the document declares both `openapi` and `swagger`; one of them is right")


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """The result of holding a document against its specification."""

    faults: tuple[tuple[Node, Message], ...]
    broken: tuple[Broken, ...]


def held(files: DocumentFiles) -> HeldDocument:
    """Return the faults of a document; looked for once, whoever asks."""
    return files.remember("held against its specification", lambda: _held(files))


def _held(files: DocumentFiles) -> HeldDocument:
    root = files.root
    if root.has("openapi") and root.has("swagger"):
        return HeldDocument(((root.get("swagger") or root, _TWO),), ())
    version = str(root.mapping.get("openapi", root.mapping.get("swagger")))[:3]
    forms = forms_of(version)
    walk = FormWalk(version, forms, root.text("jsonSchemaDialect"))
    walk.visit(root, forms["OpenAPI"])
    broken = (*References(files, walk, forms).broken(), *_passed_in_vain(files, walk))
    told = (
        *_version(root),
        *faults_of(walk.faults),
        *repeated(files, walk),
        *_unmatched(files, walk),
        *_named(files, walk),
    )
    return HeldDocument(told, broken)


def _unmatched(files: DocumentFiles, walk: FormWalk) -> Iterator[tuple[Node, Message]]:
    if any("encoding" in raw for raw, _ in walk.objects["MediaType"]):
        from compliance.model.openapi.form.encodings import unmatched  # noqa: PLC0415 - because few bodies are of parts

        yield from unmatched(files, walk)


def _named(files: DocumentFiles, walk: FormWalk) -> Iterator[tuple[Node, Message]]:
    if walk.named and files.uses_json_schema:
        from compliance.model.openapi.form.names import named_twice  # noqa: PLC0415 - because few schemas bear names

        yield from named_twice(files, walk)


def _passed_in_vain(files: DocumentFiles, walk: FormWalk) -> Iterator[Broken]:
    if any(raw.get("parameters") for raw, _ in walk.objects["Link"]):
        from compliance.model.openapi.form.linked_parameters import (  # noqa: PLC0415 - because few documents have links
            passed_in_vain,
        )

        yield from passed_in_vain(files, walk)


def _version(root: Node) -> Iterator[tuple[Node, Message]]:
    """Yield what is wrong with the version that is declared; `faults_of` the walk tells that it is no text."""
    for key, pattern in _PATTERNS.items():
        stated = root.get(key)
        if stated is not None and isinstance(stated.raw, str) and not pattern.fullmatch(stated.raw):
            template = "the version {found} is incomplete; three numbers are expected, such as {found}.0"
            yield stated, Message.of(template, found=stated.raw[:20])
