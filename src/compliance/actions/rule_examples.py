"""The examples of rules as evidence, so that tests, the manual and the auditor see one and the same thing."""

from collections.abc import Iterable
from inspect import cleandoc
from typing import Any, Final

from compliance.actions._dossiers import record_dossiers
from compliance.judgement.auditor import audit
from compliance.loading.documents import load_document
from compliance.loading.reader import MemoryReader
from compliance.loading.syntax.parse import may_be_xml, parse
from compliance.model.dataclass import replace
from compliance.model.dossier import DocumentCopy, Dossier, Kind, Origin
from compliance.model.example import MARK, Fleet, Platform, Supposing, Versions
from compliance.model.facts import Facts
from compliance.model.family import Family
from compliance.model.rule import Rule
from compliance.model.verdict import Verdict

DOCUMENT: Final = "openapi.yaml"
DESCRIPTION: Final = "service.wsdl"
EARLIER: Final = "openapi-earlier.yaml"
RECORD: Final = "record.yaml"
_VERSIONED: Final = f"""
slug: household-business
owner: {{code: G12}}
services: [{{id: households, document: {DOCUMENT}, previous_document: {EARLIER}}}]
"""


def verdicts_on(rule: Rule, example: Any, facts: Facts) -> tuple[Verdict, ...]:
    """Return what the auditor says of an example: one verdict for each platform or document that the rule concerns."""
    supposed = example.facts(facts) if isinstance(example, Supposing) else facts
    reports = audit(as_dossiers(rule, example), [rule], supposed)
    return tuple(verdict for report in reports for verdict in report.verdicts)


def as_dossiers(rule: Rule, example: Any) -> tuple[Dossier, ...]:
    """Return the example as evidence and nothing else."""
    match example:
        case Supposing():
            return as_dossiers(rule, example.example)
        case Fleet():
            members = [one if isinstance(one, Platform) else Platform(one) for one in example]
            return tuple(_platform(rule, one, f"record-{number}.yaml") for number, one in enumerate(members, start=1))
        case Platform():
            return (_platform(rule, example, RECORD),)
        case Versions():
            return (_platform(rule, Platform(_VERSIONED, {DOCUMENT: example.newer, EARLIER: example.older}), RECORD),)
        case str() | bytes():
            is_record = rule.kind.family is Family.RECORD
            return (_platform(rule, Platform(_text(example)), RECORD) if is_record else _document(example),)
        case _:
            return (Dossier(id="a.example", kind=Kind.PLATFORM, observations=(example,)),)


def marked_lines(dossiers: Iterable[Dossier]) -> set[tuple[str, int]]:
    """Return file and line, from 1, of each line of the evidence that ends in the mark of an example."""
    return {
        (source.uri, number)
        for dossier in dossiers
        for source in dossier.evidence_files()
        for number, line in enumerate(source.content.splitlines(), start=1)
        if line.rstrip().endswith(MARK.encode())
    }


def _document(text: str | bytes) -> Dossier:
    content = _content(text)
    uri = "openapi.json" if content.startswith(b"{") else DESCRIPTION if may_be_xml(content) else DOCUMENT
    loaded = load_document(uri, MemoryReader({uri: content}))
    documents = (loaded.document,) if loaded.document else ()
    described = (loaded.description,) if loaded.description else ()
    return Dossier(uri, Kind.DOCUMENT, None, None, loaded.sources, documents, described, gaps=loaded.gaps)


def _platform(rule: Rule, example: Platform, uri: str) -> Dossier:
    """Return the dossier of an example; where it shows one of the kinds that the rule looks at, all were looked for."""
    parsed = parse(uri, _content(example.record))
    reader = MemoryReader({name: _content(text) for name, text in example.files.items()})
    (dossier,) = record_dossiers(parsed, reader, reader)
    copies = ((Origin.SERVED, example.served), (Origin.HUB, example.hub))
    further = (_copy(dossier, origin, text) for origin, text in copies if text is not None)
    wanted = frozenset(rule.kind.looked_for())
    seen = frozenset(type(each).__name__ for each in example.observations)
    sought = wanted if wanted & seen else frozenset[str]()
    return replace(dossier, copies=(*dossier.copies, *further), observations=example.observations, sought=sought)


def _copy(dossier: Dossier, origin: Origin, text: str) -> DocumentCopy:
    uri = f"https://a.example/{origin}/{DOCUMENT}"
    loaded = load_document(uri, MemoryReader({}), MemoryReader({uri: _content(text)}))
    service = dossier.record.listed_services()[0].id if dossier.record else ""
    if loaded.document is None:
        raise ValueError(f"the copy {origin} of the example cannot be loaded")
    return DocumentCopy(service, origin, loaded.document, loaded.sources)


def _text(example: str | bytes) -> str:
    return example.decode() if isinstance(example, bytes) else example


def _content(text: str | bytes) -> bytes:
    return cleandoc(text).encode() + b"\n" if isinstance(text, str) else text
