"""Findings of today as waivers to be signed."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from compliance.actions._given import Given, named_content
from compliance.actions._waiver_file import appended, entry_of, head
from compliance.actions.check import check
from compliance.actions.errors import InputError, UsageError
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.loading.errors import LoadError
from compliance.loading.waivers import is_signed, read_drafts
from compliance.locale import words
from compliance.model.dataclass import dataclass, replace
from compliance.model.dossier import Kind
from compliance.model.language import Language
from compliance.model.report import Report, ReportedFinding
from compliance.model.text import Message
from compliance.model.waiver import Waiver

_READING: Final = Reading()
_JUDGING: Final = Judging()
_NETWORK: Final = NetworkSettings()
_PROPOSED: Final = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The content of a file of waivers, how many of its entries are new, how many nobody has signed, and the report.

    The findings of the report that an entry covers, also an unsigned one, have it as their waiver; its notices say
    which entries cover nothing any more.
    """

    content: bytes
    added: int
    unsigned: int
    report: Report


def baseline(
    *sources: Given,
    onto: Path | None = None,
    reading: Reading = _READING,
    judging: Judging = _JUDGING,
    network: NetworkSettings = _NETWORK,
    language: Language = "en",
) -> Baseline:
    """Write each finding that counts as a waiver to be signed, after the entries of the file `onto` if that is there.

    Nothing is written to the disk. The entries that are there stay as they are, byte for byte; what one of them covers
    is not added again, unless it has expired. Until somebody has signed all, the file is refused as waivers. It covers
    the findings of a check of the same sources from the same folder. Comments are in the `language`.

        made = compliance.baseline("openapi.yaml", onto=Path("waivers.yaml"))
        Path("waivers.yaml").write_bytes(made.content)

    Raises:
        UsageError: as `check`; the entries cannot be added to the file as it is written.
        InputError: the file is there and holds no waivers.
    """
    before = _content(onto)
    name = onto.as_posix() if onto else "-"
    kept = _drafts(name, before)
    report = check(*sources, reading=reading, judging=replace(judging, waivers=kept), network=network)
    new = list(_uncovered(report))
    expires = judging.day + _PROPOSED
    platforms = frozenset(each.id for each in report.subjects if each.kind is Kind.PLATFORM)
    added = [(each, each.subject if each.subject in platforms else "") for each in new]
    entries = [entry_of(each, platform, expires, words(language)) for each, platform in added]
    content = appended(before or head(words(language)), entries)
    _refuse_if_changed(name, content, kept, added, expires)
    unsigned = sum(not is_signed(waiver) for waiver in kept) + len(new)
    return Baseline(content if entries or not before else before, len(new), unsigned, report)


def _content(onto: Path | None) -> bytes:
    """Return the bytes of the file; none if there is no such file."""
    return b"" if onto is None or not onto.exists() else named_content(onto)


def _drafts(name: str, content: bytes) -> tuple[Waiver, ...]:
    try:
        return read_drafts(name, content)
    except LoadError as error:
        raise InputError.of(error) from error


def _uncovered(report: Report) -> Iterator[ReportedFinding]:
    """Yield the findings that no entry covers, each once, in the order of the report."""
    told: set[tuple[str, str, str]] = set()
    for each in report.findings:
        key = each.subject, each.rule, each.finding.fingerprint
        if each.finding.waiver is None and key not in told:
            told.add(key)
            yield each


def _refuse_if_changed(
    name: str, content: bytes, kept: tuple[Waiver, ...], new: Sequence[tuple[ReportedFinding, str]], expires: date
) -> None:
    """Raise `UsageError` unless the content says what was meant: the entries as they were, and one for each finding."""
    added = (Waiver(each.rule, each.finding.fingerprint, "", "", "", "", expires, platform) for each, platform in new)
    try:
        is_meant = read_drafts(name, content) == (*kept, *added)
    except LoadError:
        is_meant = False
    if not is_meant:
        template = (
            "the new entries cannot be added to {file} as it is written: each entry has to begin on a line of its own, "
            "with a hyphen, and nothing may stand behind the last"
        )
        raise UsageError(Message.of(template, file=name))
