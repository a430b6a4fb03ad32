"""One platform whose record and document break no rule, and what is found once its document is another."""

import copy
import datetime
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from compliance.actions.rule_examples import as_dossiers
from compliance.judgement.auditor import audit
from compliance.loading.documents import load_document
from compliance.loading.facts.published import facts
from compliance.loading.reader import MemoryReader
from compliance.model.dossier import Dossier
from compliance.model.example import Platform
from compliance.model.grades import Outcome
from compliance.rules import all_rules

CLEAN: Final = Path(__file__).parents[1] / "compliance/precision/clean"
TEXT: Final = (CLEAN / "openapi.yaml").read_text()
RECORD: Final = (CLEAN / "record.yaml").read_text()
EARLIER: Final = TEXT.replace("version: 1.4.0", "version: 1.3.0")
MAPPING: Final = "record.mapping_covers_the_shared_fields"
_RULES: Final = tuple(
    r for r in all_rules() if r.group == "openapi" or r.id == "record.mapping_covers_the_shared_fields"
)
"""The rules that look at a document."""

_FACTS: Final = facts(datetime.date(2026, 11, 28))


def clean_document() -> Any:
    """Return the clean document as plain data."""
    return copy.deepcopy(_plain())


@cache
def _plain() -> Any:
    return yaml.load(TEXT, yaml.CSafeLoader)


@cache
def _platform(is_compared: bool) -> Dossier:
    record = RECORD if is_compared else RECORD.replace("previous_document: openapi-1.3.yaml", "previous_document: none")
    files = {"openapi.yaml": TEXT, "openapi-1.3.yaml": EARLIER}
    (dossier,) = as_dossiers(_RULES[0], Platform(record, files))
    return dossier


def found_in(document: Any, *, is_compared: bool = False) -> dict[str, list[str]]:
    """Return by rule what is found where this is the document of the platform, compared with the version before it."""
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    platform = _platform(is_compared)
    (uri,) = platform.entries
    loaded = load_document(uri, MemoryReader({uri: text.encode()}))
    documents = (loaded.document,) if loaded.document is not None else ()
    changed = replace(platform, sources=loaded.sources, documents=documents, gaps=(*platform.gaps, *loaded.gaps))
    (report,) = audit([changed], _RULES, _FACTS)
    assert not [verdict.reason for verdict in report.verdicts if verdict.outcome is Outcome.ERROR]
    return {each.rule: [str(one.message) for one in each.findings] for each in report.verdicts if each.findings}
