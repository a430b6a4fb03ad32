"""Bytes of one file to a tree. The form is seen from the text: XML or JSON where it begins like that, else YAML."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import chain, islice
from json import JSONDecodeError
from types import ModuleType
from typing import Any, Final

from compliance.loading.collector import collector_paused
from compliance.loading.errors import Refused
from compliance.loading.limits import DEFAULT_LIMITS, MOST_DEFECTS, Limits
from compliance.loading.syntax.json import JsonLayout, JsonTree, NotJson, duplicate_defects
from compliance.loading.syntax.json_refusals import (
    BYTE_ORDER_MARK,
    NO_NUMBER,
    TOO_LONG,
    halves,
    infinite_numbers,
    no_number,
    too_long_number,
)
from compliance.loading.syntax.lines import Lines
from compliance.loading.syntax.parsed import Parsed, unreadable
from compliance.loading.syntax.yaml_layout import YamlLayout
from compliance.loading.syntax.yaml_lines import Irregular, LineTree
from compliance.model.location import Location
from compliance.model.source import Defect, SourceText
from compliance.model.text import Message

_BEFORE_XML: Final = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"


def parse(uri: str, content: bytes, limits: Limits = DEFAULT_LIMITS) -> Parsed:
    """Read one file. Faults of syntax are defects of the source; only what exceeds a limit raises `Refused`."""
    if len(content) > limits.file_size:
        message = Message.of(
            "the file has {found} bytes, at most {limit} are read", found=len(content), limit=limits.file_size
        )
        raise Refused(Location(uri), message)
    if may_be_xml(content):
        from compliance.loading.syntax.xml import looks_like_xml, parse_xml  # noqa: PLC0415 - because few files are XML

        if looks_like_xml(content):
            with collector_paused():
                return parse_xml(uri, content, limits)
    try:
        # because the codec that leaves a mark out takes twice as long
        text = content.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        message = Message.of("the file is not UTF-8 text")
        return unreadable(uri, content, Defect(message, *Lines(before).position(len(before))))
    with collector_paused():
        return (
            _parse_json(uri, content, text, limits)
            if looks_like_json(text)
            else _parse_yaml(uri, content, text, limits)
        )


def may_be_xml(content: bytes) -> bool:
    """Return whether it begins with an angle bracket, in any encoding of Unicode; few texts of YAML do so too."""
    return content[:64].lstrip(_BEFORE_XML)[:1] == b"<"


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
        defect = Defect(_complaints().json_complaint(error.msg), *Lines(text).position(error.pos))
        return _flow_yaml(uri, content, text, limits) or unreadable(uri, content, defect)
    except NotJson:
        defect = Defect(NO_NUMBER, *no_number(text))
        return _flow_yaml(uri, content, text, limits) or unreadable(uri, content, defect)
    except ValueError:
        defect = Defect(TOO_LONG, *too_long_number(text))
        return _flow_yaml(uri, content, text, limits) or unreadable(uri, content, defect)
    if _is_deeper(tree, limits.depth):
        raise too_deep
    defects = islice(_defects(content, text, reader), MOST_DEFECTS)
    return Parsed(SourceText(uri, content, tuple(defects), JsonLayout(content)), tree)


def _defects(content: bytes, text: str, reader: JsonTree) -> Iterator[Defect]:
    """Yield what other readers of JSON refuse or read in another way."""
    if content.startswith(BOM_UTF8):
        yield Defect(BYTE_ORDER_MARK, 1, 1)
    yield from halves(text)
    yield from infinite_numbers(text) if reader.has_infinite else ()
    yield from duplicate_defects(text, reader.duplicates) if reader.duplicates else ()


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
    """Read the text line by line if it is written so throughout, else by libyaml."""
    layout = YamlLayout(content)
    reader = LineTree(limits, layout)
    try:
        tree = reader.build(text)
    except Irregular:
        from compliance.loading.syntax.yaml_events import parse_events  # noqa: PLC0415 - because most texts are regular

        return parse_events(uri, content, text, limits)
    scalars = tuple(reader.scalars)
    return Parsed(SourceText(uri, content, (), layout, scalars=scalars, scalar_count=reader.scalar_count), tree)


def _complaints() -> ModuleType:
    from compliance.loading.syntax import complaints  # noqa: PLC0415 - because most files can be read

    return complaints
