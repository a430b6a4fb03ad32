"""Mend documents and records as far as a machine can: what was made of each file, what remains, what is suggested."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from compliance.actions._given import Given, is_address, named_text
from compliance.actions._sources import gather
from compliance.actions.check import check_gathered
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.loading.editing.mending import mended
from compliance.loading.errors import LoadError
from compliance.loading.reader import real_path
from compliance.model.dataclass import dataclass, replace
from compliance.model.location import Location, Place
from compliance.model.mend import Mend, Quote, Replace
from compliance.model.report import Report, ReportedFinding
from compliance.model.source import SourceText

_MOST_ROUNDS: Final = 20
"""One mend may bring another to light, or be left for the next round because it overlaps one."""


@dataclass(frozen=True, slots=True)
class MendedFinding:
    """A finding that a mend ends, in a file before it was mended."""

    rule: str
    at: Location
    mend: Mend


@dataclass(frozen=True, slots=True)
class MendedFile:
    """A file before and after mends, with what they end; `is_on_disk` says that it can be written."""

    uri: str
    before: bytes
    after: bytes
    done: tuple[MendedFinding, ...]
    is_on_disk: bool


@dataclass(frozen=True, slots=True)
class Mending:
    """What came of mending. `found` is the report before it, `remains` that after all safe mends.

    `files` are mended without changing the contract, `suggested` show what else could be done to them, on top of that.
    """

    found: Report
    remains: Report
    files: tuple[MendedFile, ...]
    suggested: tuple[MendedFile, ...]


def mend(*sources: Given, reading: Reading, judging: Judging, network: NetworkSettings) -> Mending:
    """Judge, mend in memory and judge again until nothing more can be mended; nothing is written.

    Raises:
        UsageError, InputError, NothingToJudge: as `check` does.
    """
    bench = _Bench([_fetched(given, reading, network) for given in sources], reading, judging, network)
    first = report = bench.judge()
    for _ in range(_MOST_ROUNDS):
        if not bench.take(safe_mends(report)):
            break
        report = bench.judge()
    files = bench.result()
    bench.begin_again()
    bench.take(_suggestions(report))
    return Mending(first, report, files, bench.result())


def _fetched(given: Given, reading: Reading, network: NetworkSettings) -> Given:
    """Return the text at an address, so that it is fetched once; what cannot be had is told by the check."""
    if isinstance(given, SourceText) or not is_address(given):
        return given
    try:
        return named_text(given, reading, network)
    except LoadError:
        return given


class _Bench:
    """The files as they are being mended, and the way to judge them so."""

    def __init__(self, sources: Sequence[Given], reading: Reading, judging: Judging, network: NetworkSettings) -> None:
        self._sources = list(sources)
        self._reading = reading
        self._judging = judging
        self._network = network
        self._given = {given.uri for given in sources if isinstance(given, SourceText)}
        self._now: dict[str, bytes] = {}
        self._before: dict[str, bytes] = {}
        self._done: defaultdict[str, list[MendedFinding]] = defaultdict(list)

    def judge(self) -> Report:
        texts = {real_path(uri): self._now[uri] for uri in self._done if uri not in self._given}
        reading = replace(self._reading, texts={**self._reading.texts, **texts})
        sources = [self._current(given) for given in self._sources]
        gathered = gather(sources, reading, self._network, self._judging.files)
        for dossier in gathered.dossiers:
            for source in dossier.evidence_files():
                self._now[source.uri] = source.content
                self._before.setdefault(source.uri, source.content)
        return check_gathered(gathered, self._judging)

    def _current(self, given: Given) -> Given:
        if isinstance(given, SourceText) and given.uri in self._now:
            return replace(given, content=self._now[given.uri])
        return given

    def take(self, wanted: Mapping[str, Sequence[MendedFinding]]) -> bool:
        """Make mends in memory; returns whether any was made."""
        is_changed = False
        for uri, findings in wanted.items():
            if uri not in self._now:
                continue
            result = mended(uri, self._now[uri], [each.mend for each in findings])
            if result.content != self._now[uri]:
                is_changed = True
                self._now[uri] = result.content
                self._done[uri] += [each for each in findings if each.mend in result.made]
        return is_changed

    def begin_again(self) -> None:
        """Count what is mended from now on apart."""
        self._before = dict(self._now)
        self._done.clear()

    def result(self) -> tuple[MendedFile, ...]:
        return tuple(
            MendedFile(uri, self._before[uri], self._now[uri], tuple(done), self._is_on_disk(uri))
            for uri, done in sorted(self._done.items())
        )

    def _is_on_disk(self, uri: str) -> bool:
        return uri not in self._given and "://" not in uri


def safe_mends(report: Report) -> dict[str, list[MendedFinding]]:
    """Return by file what can be mended without asking."""
    return _by_file(each for each in possible_mends(report) if not each.mend.changes_contract)


def _suggestions(report: Report) -> dict[str, list[MendedFinding]]:
    return _by_file(possible_mends(report))


def possible_mends(report: Report) -> Iterator[MendedFinding]:
    """Yield every mend of a finding that no waiver covers.

    Where another rule finds something in the value that would be written anew, and this mend does not end it, the
    author knows more than a machine: it is only suggested.
    """
    counted = [each for each in report.findings if each.finding.waiver is None]
    by_place: defaultdict[tuple[str, str], list[ReportedFinding]] = defaultdict(list)
    for each in counted:
        by_place[each.location.uri, each.location.pointer].append(each)
    for each in counted:
        for mend in each.finding.mends:
            others = [other for at in _rewritten(mend) for other in by_place[at.uri, at.pointer]]
            is_offered = any(_is_offered(mend, other) for other in (each, *others))
            is_safe = is_offered and all(_agrees(mend, other) for other in others)
            yield MendedFinding(each.rule, each.location, replace(mend, changes_contract=not is_safe))


def _rewritten(mend: Mend) -> Iterator[Place]:
    """Yield the places of values that a mend writes anew."""
    for edit in mend.edits:
        if isinstance(edit, Replace) or (isinstance(edit, Quote) and not edit.is_key):
            yield edit.at


def _is_offered(mend: Mend, other: ReportedFinding) -> bool:
    """Return whether a finding says of these edits that they change no contract."""
    return any(each.edits == mend.edits and not each.changes_contract for each in other.finding.mends)


def _agrees(mend: Mend, other: ReportedFinding) -> bool:
    return any(set(mend.edits) & set(each.edits) for each in other.finding.mends)


def _by_file(mends: Iterable[MendedFinding]) -> dict[str, list[MendedFinding]]:
    """Return mends by the file that they change; those of several files or of none are left out."""
    found: defaultdict[str, list[MendedFinding]] = defaultdict(list)
    for each in mends:
        files = {edit.at.uri for edit in each.mend.edits}
        if len(files) == 1:
            found[files.pop()].append(each)
    return dict(found)
