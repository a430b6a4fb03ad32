"""The files of specs that people write, without the keys that only repeat a default. Everything else stays as written.

What a default is stands in the forms of the files. Comments, order and line breaks are kept.
"""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from compliance.loading.facts.forms import ReferredToFile, RequirementFile
from compliance.loading.facts.platform_forms import LineageFile, ListFile
from compliance.loading.facts.specs import specs_root
from compliance.loading.syntax.parse import parse
from compliance.model.record_form import WrittenRecord
from tools.generate import Artefact

_FORMS = {
    "requirements/instruments-referred-to.yaml": ReferredToFile,
    "requirements/*.yaml": RequirementFile,
    "platforms/*.yaml": WrittenRecord,
    "platforms/lists/*.yaml": ListFile,
    "platforms/lineage/*.yaml": LineageFile,
}


def artefacts() -> Iterator[Artefact]:
    forms: dict[Path, Any] = {}
    for pattern, form in _FORMS.items():
        for path in sorted(specs_root().glob(pattern)):
            forms.setdefault(path, form)
    for path, form in forms.items():
        text = path.read_bytes().replace(b"\r\n", b"\n")
        yield Artefact(f"specs/{path.relative_to(specs_root()).as_posix()}", brief(text, form))


def brief(text: bytes, form: Any) -> bytes:
    """Return the text of a YAML file of this form without the lines that repeat a default."""
    parsed = parse("specs.yaml", text)
    lines = text.decode().split("\n")
    found = [(parsed.source.locate(pointer).line, pointer) for pointer in _defaulted(form, parsed.tree, "")]
    for line, pointer in sorted(((line, pointer) for line, pointer in found if line is not None), reverse=True):
        _cut(lines, line - 1, pointer.rpartition("/")[2])
    return "\n".join(lines).encode()


def _cut(lines: list[str], index: int, name: str) -> None:
    """Cut the block of a key; where it begins an item of a list, the key after it begins the item.

    A key that shares its line with others or with a comment stays.
    """
    key = lines[index].lstrip(" -")
    if not key.startswith(f"{name}:") or " #" in key:
        return
    column = len(lines[index]) - len(key)
    end = index + 1
    while end < len(lines) and lines[end].strip() and _column(lines[end]) > column:
        end += 1
    if lines[index].lstrip(" ").startswith("- "):
        if end == len(lines) or _column(lines[end]) != column:
            return
        lines[end] = lines[index][:column] + lines[end][column:]
    del lines[index:end]


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _defaulted(form: Any, tree: Any, pointer: str) -> Iterator[str]:
    """Yield the pointers of the members that repeat the default of their field in this form."""
    if is_dataclass(form) and isinstance(tree, dict):
        hints = get_type_hints(form, include_extras=True)
        for entry in fields(form):
            name = _name(hints[entry.name], entry.name)
            if name in tree:
                yield from _member(entry, hints[entry.name], tree[name], f"{pointer}/{name}")
    elif get_origin(form) in {list, tuple} and isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from _defaulted(get_args(form)[0], item, f"{pointer}/{index}")
    elif get_origin(form) in {Annotated, Union, UnionType}:
        for part in get_args(form):
            yield from _defaulted(part, tree, pointer)


def _member(entry: Field[Any], form: Any, value: Any, pointer: str) -> Iterator[str]:
    default = entry.default if entry.default_factory is MISSING else entry.default_factory()
    inner = list(_defaulted(form, value, pointer))
    is_empty = isinstance(value, dict) and is_dataclass(default) and len(inner) == len(value)
    if is_empty or value == (list(default) if isinstance(default, tuple) else default):
        yield pointer
    else:
        yield from inner


def _name(form: Any, name: str) -> str:
    """Return the key under which a field is written."""
    marks = form.__metadata__ if get_origin(form) is Annotated else ()
    return next((mark.alias for mark in marks if getattr(mark, "alias", None)), name)
