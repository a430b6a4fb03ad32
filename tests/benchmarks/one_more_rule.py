"""What one further rule on properties costs on a large document, when it says by a selection which it concerns.

python tests/benchmarks/one_more_rule.py DOCUMENT
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

from compliance.judgement.auditor import audit
from compliance.loading.documents import load_document
from compliance.loading.facts.published import facts
from compliance.loading.reader import MemoryReader
from compliance.model.dossier import Dossier, Kind
from compliance.model.openapi.schema import Property
from compliance.model.rule import Rule
from compliance.model.selection import field_named
from compliance.model.violation import Violation
from compliance.rules import all_rules

ROUNDS = 15
MANY = 20


def telephone_is_text(property_: Property) -> Iterator[Violation]:
    """Stand for any rule that looks at properties of one concept."""
    if "string" not in property_.schema.types():
        yield Violation("the telephone number {name} is no text", at=property_, name=property_.name)


def main(path: Path) -> None:
    """Print the milliseconds of processor time by which each further rule makes an audit longer."""
    content = path.read_bytes()
    loaded = load_document(path.name, MemoryReader({path.name: content}))
    documents = (loaded.document,) if loaded.document else ()
    dossier = Dossier(path.name, Kind.DOCUMENT, sources=loaded.sources, documents=documents)
    known = facts(date(2026, 11, 28))
    standing = next(rule for rule in all_rules() if rule.id == "openapi.identifiers_are_text")
    telephone_is_text.__module__ = standing.check.__module__
    further = replace(standing, when=field_named("phone"), check=telephone_is_text)
    others = [replace(further) for _ in range(MANY)]
    fewer, more = [], []
    for _ in range(ROUNDS):
        fewer.append(_seconds(dossier, [standing], known))
        more.append(_seconds(dossier, [standing, *others], known))
    properties = sum(len(document.nodes.properties) for document in documents)
    spent = (min(more) - min(fewer)) * 1000 / MANY
    print(f"{properties} properties: {spent:.2f} ms for each further rule, {min(fewer) * 1000:.1f} ms for the first")


def _seconds(dossier: Dossier, rules: list[Rule], known: object) -> float:
    begin = process_time()
    audit([dossier], rules, known)
    return process_time() - begin


if __name__ == "__main__":
    main(Path(sys.argv[1]))
