"""Judge one file as it is being written, with all that it refers to: what editors and watchers show."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import normpath
from typing import Final

from compliance.actions._reporting import report_on
from compliance.actions._sources import gather_file
from compliance.actions.errors import NothingToJudge
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier, Kind
from compliance.model.grades import Outcome
from compliance.model.location import Location
from compliance.model.report import Report
from compliance.model.rule import Rule
from compliance.model.text import Message
from compliance.model.verdict import Finding, SubjectReport, Unseen
from compliance.rules import rule_in

_AT: Final = re.compile(r"(.+?):(\d+):(\d+)")
_CRASHED: Final = Message.of("the rule crashed")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to be shown at a place in a file: a finding, or why something could not be judged.

    `rule` is empty if no rule says it. `key` stays the same when lines above it come and go.
    """

    rule: str
    at: Location
    message: Message
    key: str
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What came of judging one file.

    `texts` holds every file that was read for it, by address; `files` names also those that were looked for and are not
    there. `covers` are the documents of a platform, which are not judged for themselves beside it.
    """

    told: tuple[Told, ...] = ()
    report: Report | None = None
    texts: Mapping[str, bytes] | None = None
    files: frozenset[str] = frozenset()
    covers: frozenset[str] = frozenset()

    @property
    def is_judged(self) -> bool:
        """Whether the file is a document or a record."""
        return self.texts is not None


def look(
    file: str,
    *,
    reading: Reading,
    judging: Judging,
    network: NetworkSettings,
    is_named: bool = False,
    before_rule: Callable[[], None] = lambda: None,
) -> Look:
    """Judge one file; what is neither document nor record is not judged unless it `is_named`.

    `before_rule` is called before each rule is run: what it raises ends the look, such as when a newer text came.

    Raises:
        UsageError, InputError: the rules, waivers or confirmations of `judging` cannot be meant.
    """
    path = Path(file)
    dossiers = gather_file(path, reading, network, is_named=is_named).dossiers
    before_rule()

    def load(module: str) -> Rule:
        before_rule()
        return rule_in(module)

    if not dossiers:
        return Look()
    try:
        report = report_on(dossiers, judging, load=load)
    except NothingToJudge:
        return Look()
    texts = {source.uri: source.content for dossier in dossiers for source in dossier.evidence_files()}
    return Look(
        told=tuple(told(report, path.as_posix())),
        report=report,
        texts=texts,
        files=frozenset({path.as_posix(), *texts, *(uri for dossier in dossiers for uri in _wanted(dossier))}),
        covers=frozenset(map(normpath, _covered(dossiers))),
    )


def _covered(dossiers: Sequence[Dossier]) -> Iterator[str]:
    for dossier in dossiers:
        if dossier.kind is Kind.PLATFORM:
            yield from dossier.entries


def _wanted(dossier: Dossier) -> Iterator[str]:
    """Yield the addresses of files that were looked for, whether they are there or not."""
    yield from dossier.entries
    for document in dossier.documents:
        yield from document.files.absent
    for service in dossier.record.listed_services() if dossier.record else ():
        if service.earlier_document:
            yield dossier.uri_of(service.earlier_document)


def told(report: Report, file: str) -> Iterator[Told]:
    """Yield every finding, every crash of a rule, and each reason for which something could not be judged, once."""
    for subject in report.subjects:
        found = list(_findings(subject))
        yield from found
        yield from _crashes(subject, Location(file, "", 1, 1))
        yield from _unjudged(subject, found)


def _findings(subject: SubjectReport) -> Iterator[Told]:
    for verdict in subject.verdicts:
        for finding in verdict.findings:
            yield Told(verdict.rule, finding.location, finding.message, finding.fingerprint, finding)


def _crashes(subject: SubjectReport, top: Location) -> Iterator[Told]:
    for verdict in subject.verdicts:
        if verdict.outcome is Outcome.ERROR:
            yield Told(verdict.rule, top, verdict.reason or _CRASHED, f"{subject.id} {verdict.rule}")


def _unjudged(subject: SubjectReport, found: Sequence[Told]) -> Iterator[Told]:
    """Yield why something could not be judged, unless a finding says so at that place, or in a file without lines."""
    spoken = {(each.at.uri, each.at.line) for each in found} | {(each.at.uri, None) for each in found}
    verdicts = [each for each in subject.verdicts if each.could_not_be_judged and each.outcome is not Outcome.ERROR]
    reasons = {verdict.reason for verdict in verdicts}
    for gap in subject.gaps:
        at = gap.location or _place(gap)
        if gap.reason in reasons and (at.uri, at.line) not in spoken:
            yield Told("", at, gap.reason, f"{gap.place} {gap.reason.template}")


def _place(gap: Unseen) -> Location:
    """Return the line of a gap, as it is shown to people; the address alone where it has none."""
    uri, _, pointer = gap.place.partition("#")
    shown = _AT.fullmatch(gap.shown)
    return Location(uri, pointer, int(shown[2]), int(shown[3])) if shown else Location(uri, pointer)
