"""specs/compiled.json: what every start of the checker needs.

The YAML files as JSON with the hashes of their texts, and the list of our rules.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict

from compliance.loading.facts.rules import COMPILED_RULES, source_size
from compliance.loading.facts.specs import COMPILED, parse_spec, specs_root, text_hash
from compliance.model.listed_rule import ListedRule
from compliance.model.rule import Rule
from compliance.rules import all_rules
from tools.generate import Artefact

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
    rules = ",\n".join(map(_listed, all_rules()))
    lines = [f'"{COMPILED_RULES}": [\n{rules}\n]', *(f"{json.dumps(name)}: {_row(name)}" for name in names)]
    yield Artefact(f"specs/{COMPILED}", ("{\n" + ",\n".join(lines) + "\n}\n").encode())


def _listed(rule: Rule) -> str:
    listed = ListedRule.of(rule)
    return json.dumps({**asdict(listed), "size": source_size(listed.module)})


def _row(name: str) -> str:
    content = (specs_root() / name).read_bytes()
    row = {"sha256": text_hash(content), "tree": parse_spec(name, content)}
    return json.dumps(row, ensure_ascii=False)
