"""Alternatives among which a discriminator chooses, each only for the values that choose it."""

from typing import Any

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node


def chosen(files: DocumentFiles, node: Node, alternatives: list[Any]) -> list[Any]:
    """Return alternatives, each only for its name and the values of `mapping` if that names them all."""
    discriminator, listed = node.get("discriminator"), node.get("oneOf")
    told = discriminator.get("mapping") if discriminator is not None else None
    name = discriminator.text("propertyName") if discriminator is not None else None
    if told is None or name is None or listed is None:
        return alternatives
    values: dict[int, list[str]] = {}
    for value, target in ((value, _mapped(files, each)) for value, each in told.members()):
        if target is None:
            return alternatives
        values.setdefault(id(target.raw), []).append(value)
    references = list(listed.items())
    meant = [files.meant(each) for each in references]
    if not all(each is not None and id(each.raw) in values for each in meant):
        return alternatives
    return [
        {"allOf": [{"properties": {name: {"enum": [*values[id(each.raw)], *_own_name(reference, told)]}}}, stated]}
        for each, reference, stated in zip(meant, references, alternatives, strict=True)
        if each is not None
    ]


def _mapped(files: DocumentFiles, mapped: Node) -> Node | None:
    """Return the schema that an entry of `mapping` means: a component by its name, or a reference."""
    meant = mapped.raw
    if not isinstance(meant, str):
        return None
    named = files.component("schemas", meant)
    target = named if named is not None else files.resolve(mapped, meant)
    return files.meant(target) if target is not None else None


def _own_name(reference: Node, told: Node) -> list[str]:
    """Return the name of a component, by which a discriminator chooses it too unless `mapping` says otherwise."""
    name = (reference.text("$ref") or "").rpartition("#/components/schemas/")[2]
    return [name] if name and "/" not in name and not told.has(name) else []
