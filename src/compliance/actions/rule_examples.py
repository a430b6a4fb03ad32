"""The examples of rules as evidence, so that tests, the manual and the auditor see one and the same thing."""

from dataclasses import fields
from datetime import datetime
from inspect import cleandoc
from typing import Any, Final

from compliance.actions._dossiers import platform_dossier
from compliance.loading.documents import load_document
from compliance.loading.reader import MemoryReader
from compliance.loading.records import read_record
from compliance.loading.syntax.parse import parse
from compliance.model.dossier import Dossier, Kind
from compliance.model.rule import Rule

_DOCUMENT: Final = "openapi.yaml"
_RECORD: Final = "record.yaml"


def as_dossier(rule: Rule, example: Any) -> Dossier:
    """A dossier that holds the example and nothing else: a document, a record, or one look at an endpoint."""
    if not isinstance(example, str | bytes):
        return Dossier(id="a.example", kind=Kind.PLATFORM, observations=(example,))
    content = cleandoc(example).encode() + b"\n" if isinstance(example, str) else example
    if rule.group == "record":
        parsed = parse(_RECORD, content)
        return platform_dossier(read_record(parsed), parsed.source, MemoryReader({}), MemoryReader({}))
    uri = "openapi.json" if content.startswith(b"{") else _DOCUMENT
    loaded = load_document(uri, MemoryReader({uri: content}))
    documents = (loaded.document,) if loaded.document else ()
    return Dossier(id=uri, kind=Kind.DOCUMENT, sources=loaded.sources, documents=documents, gaps=loaded.gaps)


def as_text(example: Any) -> str:
    """The example for a reader: the text of a file, or the fields of an observation."""
    if isinstance(example, bytes):
        return example.decode(errors="backslashreplace").strip()
    return cleandoc(example) if isinstance(example, str) else _fields(example)


def _fields(observation: Any) -> str:
    """Only what is not as usual."""
    told = (
        f"{entry.name}={str(value) if isinstance(value, datetime) else value!r}"
        for entry in fields(observation)
        if (value := getattr(observation, entry.name)) != entry.default
    )
    return f"{type(observation).__name__}({', '.join(told)})"
