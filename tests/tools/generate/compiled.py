"""specs/compiled.json: the YAML files that every start of the checker needs, as JSON with the hashes of their texts."""

import json
from collections.abc import Iterator

from compliance.loading.facts.specs import COMPILED, parse_spec, specs_root, text_hash
from tools.generate import Artefact

_FILES = ("catalogue.yaml", "ladder.yaml", "codelists/*.yaml", "requirements/*.yaml")


def artefacts() -> Iterator[Artefact]:
    names = sorted(path.relative_to(specs_root()).as_posix() for each in _FILES for path in specs_root().glob(each))
    rows = {name: _row(name) for name in names}
    lines = (f"{json.dumps(name)}: {json.dumps(row, ensure_ascii=False)}" for name, row in rows.items())
    yield Artefact(f"specs/{COMPILED}", ("{\n" + ",\n".join(lines) + "\n}\n").encode())


def _row(name: str) -> dict[str, object]:
    content = (specs_root() / name).read_bytes()
    return {"sha256": text_hash(content), "tree": parse_spec(name, content)}
