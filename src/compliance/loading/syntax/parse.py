"""Bytes of one file to a tree. The form is seen from the text: JSON where it begins like JSON, else YAML."""

from dataclasses import field
from itertools import chain, islice
from json import JSONDecodeError
from types import ModuleType
from typing import Any

import yaml

from compliance.loading.collector import collector_paused
from compliance.loading.errors import Refused
from compliance.loading.limits import DEFAULT_LIMITS, Limits
from compliance.loading.syntax.json import JsonLayout, JsonTree, NotJson, duplicate_defects
from compliance.loading.syntax.lines import Lines
from compliance.loading.syntax.yaml import MOST_DEFECTS, YamlTree
from compliance.loading.syntax.yaml_layout import YamlLayout
from compliance.model.dataclass import dataclass
from compliance.model.location import Location
from compliance.model.source import Defect, SourceText
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file: its bytes with their defects, and the tree, None if there is none."""

    source: SourceText
    tree: Any = field(repr=False)
    is_readable: bool = True


def parse(uri: str, content: bytes, limits: Limits = DEFAULT_LIMITS) -> Parsed:
    """Read one file. Faults of syntax are defects of the source; only what exceeds a limit raises `Refused`."""
    if len(content) > limits.file_size:
        message = Message.of(
            "the file has {found} bytes, at most {limit} are read", found=len(content), limit=limits.file_size
        )
        raise Refused(Location(uri), message)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _unreadable(uri, content, Defect(Message.of("the file is not UTF-8 text"), line, 1))
    with collector_paused():
        return (
            _parse_json(uri, content, text, limits)
            if looks_like_json(text)
            else _parse_yaml(uri, content, text, limits)
        )


def looks_like_json(text: str) -> bool:
    """Return whether it begins as JSON objects and lists do; YAML in flow style does so too, and is tried second."""
    return text.lstrip()[:1] in {"{", "["}


def _parse_json(uri: str, content: bytes, text: str, limits: Limits) -> Parsed:
    reader = JsonTree()
    too_deep = Refused(Location(uri), Message.of("nested more than {limit} levels deep", limit=limits.depth))
    try:
        tree = reader.build(text)
    except RecursionError:
        raise too_deep from None
    except JSONDecodeError as error:
        defect = Defect(_complaints().json_complaint(error.msg), error.lineno, error.colno)
        return _flow_yaml(uri, content, text, limits) or _unreadable(uri, content, defect)
    except NotJson as error:
        message = Message.of("not JSON: a number that JSON does not have")
        offset = text.find(str(error))
        line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
        return _unreadable(uri, content, Defect(message, line, column))
    except ValueError:
        raise Refused(Location(uri), Message.of("a number has too many digits to be read")) from None
    if _is_deeper(tree, limits.depth):
        raise too_deep
    defects = islice(duplicate_defects(text, reader.duplicates), MOST_DEFECTS) if reader.duplicates else ()
    return Parsed(SourceText(uri, content, tuple(defects), JsonLayout(content)), tree)


def _is_deeper(tree: Any, limit: int) -> bool:
    """Return whether containers are nested deeper than `limit`.

    Counted level by level, because how deep the parser itself goes differs between versions of Python.
    """
    level = [tree] if isinstance(tree, dict | list) else []
    for _ in range(limit + 1):
        members = chain.from_iterable(value.values() if isinstance(value, dict) else value for value in level)
        level = [value for value in members if isinstance(value, dict | list)]
        if not level:
            return False
    return True


def _flow_yaml(uri: str, content: bytes, text: str, limits: Limits) -> Parsed | None:
    if uri.lower().endswith(".json"):
        return None
    parsed = _parse_yaml(uri, content, text, limits)
    return parsed if parsed.is_readable else None


def _parse_yaml(uri: str, content: bytes, text: str, limits: Limits) -> Parsed:
    layout = YamlLayout(content)
    reader = YamlTree(uri, limits, layout)
    try:
        tree = reader.build(text)
    except yaml.MarkedYAMLError as error:
        marks = (error.problem_mark, error.context_mark)
        is_open = "scanning a" in (error.context or "")  # because then the fault is where it begins, not where it ends
        mark = next(filter(None, reversed(marks) if is_open else marks), None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        return _unreadable(uri, content, Defect(_complaints().yaml_complaint(error), line, column))
    except yaml.YAMLError as error:
        offset = text.find(chr(getattr(error, "character", 0)))
        place = Lines(text).position(offset) if offset >= 0 else (None, None)
        return _unreadable(uri, content, Defect(_complaints().yaml_complaint(error), *place))
    defects = reader.defects
    if (more := reader.defect_count - len(defects)) > 0:
        defects.append(Defect(Message.of("{count} more faults of this kind", count=more), *_end_of(defects)))
    return Parsed(SourceText(uri, content, tuple(defects), layout), tree)


def _complaints() -> ModuleType:
    from compliance.loading.syntax import complaints  # noqa: PLC0415 - because most files can be read

    return complaints


def _end_of(defects: list[Defect]) -> tuple[int | None, int | None]:
    return defects[-1].line, defects[-1].column


def _unreadable(uri: str, content: bytes, defect: Defect) -> Parsed:
    return Parsed(SourceText(uri, content, (defect,)), None, is_readable=False)
