"""The first screen of a terminal: the sentence, a bar for each stage, a digit for each platform, who looked when."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len

from compliance.locale import Translator
from compliance.model.report import Report
from compliance.model.stages import StageCounts, counted_platforms, intermediaries, standing_of
from compliance.model.verdict import Ladder, SubjectReport
from compliance.report import behind, conflicts, due_lines, labels, owners, stages
from compliance.report.context import ReportContext
from compliance.report.facts import facts
from compliance.report.sanitise import one_line
from compliance.report.terminal import headline, set_in_columns, wrapped

_STEP: Final = "  "
_GAP: Final = "  "
_WIDEST: Final = 100
_LEAST_BAR: Final = 12
_LEAST_NAME: Final = 16
_MOST_DIGITS: Final = 20
_GLYPHS: Final = "█▒░·"
"""What is evidenced, only claimed, not decided, and neither."""


def lines(report: Report, platforms: Sequence[SubjectReport], context: ReportContext) -> Iterator[str]:
    """Yield where platforms stand and what keeps them from the stages above; nothing if no stage was judged."""
    rows = stages.rows(platforms, context)
    if not rows:
        return
    yield ""
    yield from sentence(report, platforms, context)
    if len(platforms) == 1:
        yield from _of_one(platforms[0].ladder, rows, context)
    else:
        yield from wrapped(stages.highest(platforms, context), context)
        yield from _ladder(rows, len(counted_platforms(platforms)), context)
    for each in stages.undecided(rows, context):
        yield from wrapped(each, context, _STEP, _STEP * 2)
    yield from changes(report, context)
    yield from due_lines.lines(report, platforms, context)
    if len(platforms) > 1:
        yield from _owners(platforms, context)
        yield ""
        circumstances = "; ".join(f"{fact.name}: {fact.value}" for fact in facts(report, context.words))
        yield from wrapped(circumstances, context)
    yield from _held_back(platforms, context)


def changes(report: Report, context: ReportContext) -> Iterator[str]:
    """Yield what changed since an earlier run; nothing if the report is compared with none."""
    if report.changes is None:
        return
    from compliance.report.run_changes import section  # noqa: PLC0415 - because few reports are compared

    found = section(report, context.words)
    if found is not None:
        yield from headline(found.title, context)
        for line in found.lines:
            yield from wrapped(f"{line.mark} {line.text}", context, _STEP, _STEP * 2)


def sentence(report: Report, platforms: Sequence[SubjectReport], context: ReportContext) -> Iterator[str]:
    """Yield which platforms are connected, by what evidence."""
    if len(platforms) > 1:
        yield from wrapped(stages.lead(platforms, context), context)
    else:
        said = stages.sentence(platforms[0].ladder, context, is_simulated=report.is_simulated)
        yield from wrapped(said, context)


def _of_one(ladder: Ladder, rows: Sequence[stages.StageRow], context: ReportContext) -> Iterator[str]:
    """Yield each stage of one platform with what is known of it, and what that rests on."""
    yield from _in_words(rows, 1, context)
    for line in ladder.evidence:
        yield from wrapped(context.words.message(line), context, _STEP, _STEP * 2)
    for disagreement in conflicts.lines(ladder.conflicts, context):
        yield from wrapped(disagreement, context, _STEP, _STEP * 2)


def _in_words(rows: Sequence[stages.StageRow], platforms: int, context: ReportContext) -> Iterator[str]:
    words = context.words
    yield from headline(words("Stages of connection"), context)
    for row in rows:
        known = stages.told(row, platforms, words)
        text = words("{number} {stage}: {known}", number=row.number, stage=row.name, known=known)
        yield from wrapped(text, context, _STEP, _STEP * 2)


def _ladder(rows: Sequence[stages.StageRow], platforms: int, context: ReportContext) -> Iterator[str]:
    """Yield the stages with a bar each, or in words where the terminal has no room for bars."""
    words = context.words
    names = [f" {row.number} {row.name}" for row in rows]
    heads, columns = _columns(rows, words)
    width = (
        min(context.width, _WIDEST)
        - max(map(cell_len, names))
        - sum(cell_len(head) + len(_GAP) for head in heads)
        - len(_GAP)
    )
    if width < _LEAST_BAR:
        yield from _in_words(rows, platforms, context)
        return
    shown = [f"{glyph} {meaning}" for glyph, meaning in zip(_GLYPHS, _meanings(words), strict=True) if meaning in heads]
    yield from headline(words("Stages of connection ({key})", key=", ".join(shown)), context)
    table = [["", "", *heads]]
    for row, name, counts in zip(rows, names, columns, strict=True):
        table.append([name, _bar(row.counts, min(width, platforms)), *map(str, counts)])
    yield from set_in_columns(table, "ll" + "r" * len(heads), _GAP)


def _columns(rows: Sequence[stages.StageRow], words: Translator) -> tuple[list[str], list[tuple[int, ...]]]:
    """Return headings and counts of each row; that nothing is left undecided needs no column."""
    has_undecided = any(row.counts.undecided for row in rows)
    heads = [*_meanings(words)]
    if not has_undecided:
        heads.pop(2)
    return heads, [_parts(row.counts)[:2] + _parts(row.counts)[2 if has_undecided else 3 :] for row in rows]


def _meanings(words: Translator) -> tuple[str, ...]:
    return words("evidenced"), words("only claimed"), words("not decided"), words("neither")


def _parts(counts: StageCounts) -> tuple[int, ...]:
    return counts.evidenced, counts.claimed, counts.undecided, counts.neither


def _bar(counts: StageCounts, width: int) -> str:
    """Return a bar of this many characters; what there is has one at least."""
    parts = _parts(counts)
    shares = [number * width / max(1, sum(parts)) for number in parts]
    lengths = [max(bool(number), int(share)) for number, share in zip(parts, shares, strict=True)]
    while sum(lengths) < width:
        lengths[max(range(len(parts)), key=lambda index: shares[index] - lengths[index])] += 1
    while sum(lengths) > width:
        lengths[lengths.index(max(lengths))] -= 1
    return "".join(glyph * length for glyph, length in zip(_GLYPHS, lengths, strict=True))


def _owners(platforms: Sequence[SubjectReport], context: ReportContext) -> Iterator[str]:
    """Yield the owners by the work left: a digit for each platform, those apart that exchange data."""
    words = context.words
    heads = [words("exchange"), words("others"), words("left"), words("fail"), words("to confirm")]
    rows = [(_owner(row), _cells(row)) for row in owners.owner_rows(platforms, words)]
    widths = [max(map(cell_len, column)) for column in zip(heads, *(cells for _, cells in rows), strict=True)]
    room = min(context.width, _WIDEST) - sum(widths) - len(_GAP) * len(widths)
    yield from headline(words("Owners, by the work left"), context)
    if room < _LEAST_NAME:
        for name, cells in rows:
            yield from wrapped(name, context, " ", " ")
            said = ", ".join(f"{head} {cell}" for head, cell in zip(heads, cells, strict=True) if cell)
            yield from wrapped(said, context, _STEP * 2, _STEP * 2)
    else:
        table = [["", *heads]]
        for name, cells in rows:
            above = wrapped(name, context, " ", " ") if cell_len(name) >= room else []
            table += [*([line] for line in above), ["" if above else f" {name}", *cells]]
        yield from set_in_columns(table, "lllrrr", _GAP)
    digits = words(
        "A digit is a platform and the highest stage that its evidence reaches, 0 where it reaches none, ? where that "
        "is not decided; those that exchange data stand apart. Left are those without evidence of an exchange."
    )
    yield from wrapped(digits, context, " ", " ")
    if apart := intermediaries(platforms):
        names = "; ".join(one_line(labels.name(each, words)) for each in apart)
        yield from wrapped(words("Intermediaries, told apart: {names}", names=names), context, " ", " ")


def _owner(row: owners.OwnerRow) -> str:
    return one_line(f"{row.name} ({row.code})" if row.code else row.name)


def _cells(row: owners.OwnerRow) -> tuple[str, ...]:
    total = row.total
    groups = ([each for each in row.platforms if _is_exchanging(each) is chosen] for chosen in (True, False))
    left = f"{total.left}/{total.platforms}"
    return *map(_digits, groups), left, str(total.findings.fail), str(total.findings.to_confirm)


def _is_exchanging(subject: SubjectReport) -> bool:
    return standing_of(subject.ladder).is_exchanging


def _digits(platforms: Sequence[SubjectReport]) -> str:
    if len(platforms) > _MOST_DIGITS:
        return f"× {len(platforms)}"
    return "".join(owners.figure(each.ladder.rung) for each in platforms)


def _held_back(platforms: Sequence[SubjectReport], context: ReportContext) -> Iterator[str]:
    """Yield what keeps platforms from stages, with the names of the first of them if there are several."""
    found, words = behind.hindrances(platforms, context), context.words
    if not found:
        return
    yield from headline(words("What keeps platforms from a stage"), context)
    for each in found:
        text = words("{number} {stage}: {what}", number=each.number, stage=each.stage, what=each.what)
        if len(each.platforms) == len(platforms) > 1:
            text = words("{text} (all)", text=text)
        elif len(platforms) > 1:
            names = "; ".join(one_line(labels.name(subject, words)) for subject in each.platforms[: behind.NAMED])
            text = words("{text} ({count}): {names}", text=text, count=len(each.platforms), names=names)
            more = len(each.platforms) - behind.NAMED
            text = words("{text} and {count} more", text=text, count=more) if more > 0 else text
        yield from wrapped(text, context, _STEP, _STEP * 2)
