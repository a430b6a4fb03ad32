"""specs/compiled.json: what every start of the checker needs.

The YAML files as JSON with the hashes of their texts, those with requirements row by row, and the list of our rules.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import chain
from typing import Any

from compliance.loading.facts.catalogue import OUTLINES, outline, row_entry, rows
from compliance.loading.facts.field_names import BEGINNINGS, beginning_entry, field_names
from compliance.loading.facts.rules import COMPILED_RULES, source_size
from compliance.loading.facts.specs import COMPILED, HASHES, PLACES, entry_group, parse_spec, specs_root, text_hash
from compliance.model.listed_rule import ListedRule
from compliance.model.rule import Rule
from compliance.model.spellings import Spellings, spellings
from compliance.rules import all_rules
from tools.generate import Artefact

_REQUIREMENTS = "requirements/"
_FILES = (
    "catalogue.yaml",
    "ladder.yaml",
    "codelists/*.yaml",
    "requirements/*.yaml",
    "platforms/lineage/*.yaml",
    "platforms/lists/*.yaml",
)


def artefacts() -> Iterator[Artefact]:
    names = sorted(path.relative_to(specs_root()).as_posix() for each in _FILES for path in specs_root().glob(each))
    contents = {name: (specs_root() / name).read_bytes() for name in names}
    entries: dict[str, Any] = {
        HASHES: {name: text_hash(content) for name, content in contents.items()},
        OUTLINES: {name: outline(name) for name in names if name.startswith(_REQUIREMENTS)},
        COMPILED_RULES: list(map(_listed, all_rules())),
        BEGINNINGS: list(_spelled()),
        **{beginning_entry(beginning): begun for beginning, begun in _spelled().items()},
        **dict(chain.from_iterable(map(_entries, contents.items()))),
    }
    lines = {name: _line(name, entry) for name, entry in entries.items()}
    yield Artefact(f"specs/{COMPILED}", b"{%b\n}\n" % b",\n".join((_line(PLACES, _places(lines)), *lines.values())))


def _line(name: str, entry: Any) -> bytes:
    return f"{json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}".encode()


def _places(lines: Mapping[str, bytes]) -> dict[str, tuple[int, int]]:
    """Return where the lines of each file begin and end, counted in bytes from the second line of all."""
    places: dict[str, tuple[int, int]] = {}
    start = 0
    for name, line in lines.items():
        begun, _ = places.get(entry_group(name), (start, start))
        places[entry_group(name)] = begun, start + len(line)
        start += len(line) + len(b",\n")
    return places


def _entries(file: tuple[str, bytes]) -> Iterator[tuple[str, Any]]:
    """Yield the tree of a file, or each row of one with requirements, and what it is named."""
    name, content = file
    tree = parse_spec(name, content)
    if name.startswith(_REQUIREMENTS):
        yield from ((row_entry(name, id_), row) for id_, row in rows(tree).items())
    else:
        yield name, tree


def _spelled() -> Spellings:
    names = field_names()
    return spellings(names.concepts.values(), names.persons)


def _listed(rule: Rule) -> dict[str, Any]:
    listed = ListedRule.of(rule)
    return {**asdict(listed), "size": source_size(listed.module)}
