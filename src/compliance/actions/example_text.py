"""The examples of rules as a reader sees them: the text of files, and observations as data."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from inspect import cleandoc
from typing import Any, Final

from compliance.actions.rule_examples import DOCUMENT, EARLIER, RECORD
from compliance.model.example import Fleet, Platform, Supposing, Versions
from compliance.model.location import Place

_MOST: Final = 50
_ENDS: Final = 2


def as_text(example: Any) -> str:
    """Return the example for a reader: the text of files, or an observation as data without fields at their default."""
    match example:
        case bytes():
            return example.decode(errors="backslashreplace").strip()
        case str():
            return cleandoc(example)
        case Versions():
            return _together({EARLIER: example.older, DOCUMENT: example.newer})
        case Platform():
            found = {"(served)": example.served, "(at the hub)": example.hub}
            copies = {name: text for name, text in found.items() if text is not None}
            files = _together({RECORD: example.record, **example.files, **copies})
            return "\n".join(
                (files, *(["\n# (seen)"] if example.observations else []), *map(_data, example.observations))
            )
        case Supposing():
            return "\n".join((*_supposed(example), as_text(example.example)))
        case Fleet():
            return "\n---\n".join(map(as_text, example))
        case _:
            return _data(example)


def _supposed(example: Supposing) -> Iterator[str]:
    if example.on is not None:
        yield f"# (on {example.on.isoformat()})"
    for channel, day in example.operating.items():
        yield f"# ({channel} operates from {day.isoformat()})"


def _together(files: Mapping[str, str]) -> str:
    return "\n\n".join(f"# {name}\n{cleandoc(text)}" for name, text in files.items())


def _data(observation: Any) -> str:
    return "\n".join((f"{type(observation).__name__}:", *_members(observation, "  ")))


def _members(value: Any, indent: str) -> Iterator[str]:
    """Yield the fields of a dataclass as lines of YAML."""
    for entry in fields(value):
        held = getattr(value, entry.name)
        if not _is_default(entry, held):
            yield from _entry(f"{indent}{entry.name}:", held, indent)


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Place) or not is_dataclass(value):
        yield f"{head} {_plain(value)}"
        return
    yield head
    yield from _members(value, f"{indent}  ")


def _is_default(entry: "Field[Any]", value: Any) -> bool:
    if entry.default_factory is not MISSING:
        return bool(value == entry.default_factory())
    return bool(value == entry.default)


def _plain(value: Any) -> str:
    """Return a value as YAML writes it; the order of a set is another in every process, so it is sorted."""
    match value:
        case Place():
            return f"{value.uri}#{value.pointer}" if value.pointer else value.uri
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case datetime():
            return value.isoformat()
        case frozenset():
            return _plain(tuple(sorted(value)))
        case tuple():
            return f"[{', '.join(_listed(value))}]"
        case _ if is_dataclass(value):
            held = ((entry, getattr(value, entry.name)) for entry in fields(value))
            shown = (f"{entry.name}: {_plain(each)}" for entry, each in held if not _is_default(entry, each))
            return f"{{{', '.join(shown)}}}"
        case _:
            return str(value)


def _listed(values: tuple[Any, ...]) -> Iterator[str]:
    """Yield the members as YAML writes them; of a list that nobody would read its ends, and how many lie between."""
    if len(values) <= _MOST:
        yield from map(_plain, values)
        return
    yield from map(_plain, values[:_ENDS])
    yield f"… {len(values) - 2 * _ENDS} …"
    yield from map(_plain, values[-_ENDS:])
