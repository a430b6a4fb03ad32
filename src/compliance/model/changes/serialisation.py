"""How the value of a parameter is written, in the words of version 3, whichever version says it."""

from typing import Final

from compliance.model.openapi.parameter import Parameter

_STYLES: Final = {"query": "form", "cookie": "form", "formData": "form", "path": "simple", "header": "simple"}
_COLLECTIONS: Final = {
    "ssv": ("spaceDelimited", False),
    "pipes": ("pipeDelimited", False),
    "tsv": ("tabDelimited", False),
    "multi": ("form", True),
}


def serialisation(parameter: Parameter) -> tuple[str, bool]:
    """Return style and `explode` of a parameter, as stated or as they are by default; its media type if it has one."""
    usual = _STYLES.get(parameter.place, "form")
    raw = parameter.node.mapping
    if parameter.files.is_version_2:
        return _COLLECTIONS.get(str(raw.get("collectionFormat", "csv")), (usual, False))
    if not is_textual(parameter):
        content = parameter.node.get("content")
        target = parameter.files.follow(content) if content is not None else None
        named = next(target.members(), None) if target is not None else None
        return named[0].partition(";")[0].strip().lower() if named is not None else "content", False
    style = str(raw.get("style", usual))
    explode = raw.get("explode")
    return style, explode if isinstance(explode, bool) else style == "form"


def is_textual(parameter: Parameter) -> bool:
    """Return whether a parameter is written as text, and not in a media type of its own."""
    return not parameter.node.has("content")


def is_list_by_repetition(parameter: Parameter) -> bool:
    """Return whether a list is written by naming the parameter once for each item, so that one item is one value."""
    return parameter.place in {"query", "cookie", "formData"} and serialisation(parameter) == ("form", True)
