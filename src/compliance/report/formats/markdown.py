"""The report as Markdown, for the comment on a merge request or the summary of a step; no longer than GitHub takes.

What others wrote is escaped: it can be no markup, no link, no mention of a person and no reference to an issue.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from compliance.locale import Translator
from compliance.model.pattern import late
from compliance.model.repetition import is_repetition
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.report import labels, pipeline
from compliance.report.context import ReportContext
from compliance.report.notes import Note, NoteCounts, Notes
from compliance.report.noting import notes_of
from compliance.report.sanitise import one_line

EXTENSION: Final = "md"

MOST_CHARACTERS: Final = 65_000
"""GitHub refuses a comment of more than 65,536 characters."""

_LONGEST_TEXT: Final = 1_000
_LONGEST_NOTICE: Final = 300
_UNSEEN: Final = 12
_NOTICES: Final = 12
_OPEN: Final = 5
"""So many places of one rule are shown at once, more are folded."""

_FOLD: Final = 100
"""What folding takes."""

_TICKS: Final = late(r"`+")
_LIVE: Final = late(r"://|(?i:\bwww\.)|[@#!%](?=\w)|[\\`*_\[\]<>|~$&]", re.ASCII)
_BREAK: Final = "&#8203;"
"""A blank of no width, in letters: it keeps an address, a mention or a reference from becoming a link."""

_ENTITIES: Final = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "$": "&#36;"}


def write(report: Report, context: ReportContext) -> str:
    return write_notes(notes_of(report, context), context.words)


def write_notes(notes: Notes, words: Translator) -> str:
    head = "\n\n".join((f"## {_plain(words.message(notes.title))}", *_summary(notes, words)))
    end = "\n\n".join(_end(notes, words))
    room = MOST_CHARACTERS - len(head) - len(end) - _LONGEST_TEXT
    parts = (head, *_groups(notes, words, room), end)
    return "\n\n".join(part for part in parts if part) + "\n"


def _summary(notes: Notes, words: Translator) -> Iterator[str]:
    for banner in pipeline.simulated(notes, words):
        yield f"> **{_plain(banner)}**"
    yield _table(notes.counts, words)
    claim, *notices = pipeline.claims(notes, words)
    yield _plain(claim)
    yield from (_short(notice, _LONGEST_NOTICE) for notice in notices[:_NOTICES])
    if len(notices) > _NOTICES:
        yield _plain(words("{count} more; see the HTML or JSON report", count=len(notices) - _NOTICES))


def _table(counted: NoteCounts, words: Translator) -> str:
    columns = (
        (words("fail"), counted.fail),
        (words("failing, to be confirmed"), counted.to_confirm),
        (words("warn"), counted.warn),
        (words("advice"), counted.advice),
        (words("waived"), counted.waived),
        (words("no breach found"), counted.met),
        (words("not observed"), counted.not_observed),
        (words("not applicable"), counted.not_applicable),
        (words("error"), counted.errors),
        (words("not judged"), counted.unjudged),
    )
    rows = ([name for name, _ in columns], ["---:"] * len(columns), [str(count) for _, count in columns])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _groups(notes: Notes, words: Translator, room: int) -> Iterator[str]:
    """Yield what was found, rule by rule, as long as there is room, then how many notes are left out."""
    found = pipeline.gravest_first((*notes.troubles, *notes.findings))
    told = 0
    for _, group in groupby(found, key=lambda note: (note.waiver is None, note.weight, note.rule, note.heading)):
        alike = list(group)
        text, count = _group(alike, notes, words, room)
        if not count:
            break
        yield text
        told, room = told + count, room - len(text) - 2
        if count < len(alike):
            break
    if told < len(found):
        template = "Left out, because a comment may not be longer: {count} of {total}. The JSON report has all."
        yield f"**{_plain(words(template, count=len(found) - told, total=len(found)))}**"


def _group(alike: Sequence[Note], notes: Notes, words: Translator, room: int) -> tuple[str, int]:
    """Return the text on notes of one rule that fits, and how many of them it tells; 0 if not even one fits."""
    head = "\n\n".join(_head(alike[0], notes, words))
    room -= len(head) + _FOLD
    lines: list[str] = []
    for note in alike:
        line = _line(note, notes, words)
        room -= len(line) + 1
        if room < 0:
            break
        lines.append(line)
    told = "\n".join(lines)
    folded = _folded(words("Places: {count}", count=len(alike)), told) if len(alike) > _OPEN else told
    return f"{head}\n\n{folded}", len(lines)


def _folded(summary: str, text: str) -> str:
    """Return a part that opens when a reader asks for it."""
    return f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"


def _head(note: Note, notes: Notes, words: Translator) -> Iterator[str]:
    weight = labels.sentence_case(pipeline.weight(note, words))
    yield f"### {_plain(words('{title}: {text}', title=weight, text=pipeline.heading(note, words)))}"
    yield f"{_code(note.rule)} · {_plain(citation)}" if (citation := _clauses(note, notes, words)) else _code(note.rule)
    if note.norm:
        yield _plain(words(note.norm))
    if note.remedy:
        yield _plain(pipeline.remedy(note, words))


def _clauses(note: Note, notes: Notes, words: Translator) -> str:
    return pipeline.shortened("; ".join(pipeline.clauses(note.requirements, notes, words)), _LONGEST_TEXT)


def _line(note: Note, notes: Notes, words: Translator) -> str:
    """Return an item of a list: the place, what was found there, and what people wrote on it."""
    remarks = "".join(f"\n  - {_short(words.message(remark))}" for remark in note.remarks)
    remarks += "".join(f"\n  - {_seen(line, words)}" for line in note.evidence)
    place = _code(pipeline.shortened(pipeline.address(note), _LONGEST_TEXT))
    name = pipeline.name(note, notes, words)
    platform = "" if name == note.location.uri else f" ({_short(name)})"
    return f"- {place}{platform}: {_short(pipeline.said(note, words))}{remarks}"


def _seen(line: Message, words: Translator) -> str:
    """Return a line of evidence; a command as code, whole, so that it can be copied."""
    text = one_line(words.message(line))
    return _code(text) if is_repetition(line) else _short(text)


def _end(notes: Notes, words: Translator) -> Iterator[str]:
    left = [f"- {_short(sentence, _LONGEST_NOTICE)}" for sentence in pipeline.unseen(notes, words, _UNSEEN)]
    if left:
        yield _folded(words("Not observed, and why"), "\n".join(left))


def _short(text: str, longest: int = _LONGEST_TEXT) -> str:
    return _plain(pipeline.shortened(text, longest))


def _plain(text: str) -> str:
    """Return a text that is no markup, on one line; what stands in single backticks becomes code."""
    parts = one_line(text).split("`")
    if len(parts) % 2 == 0:
        return _LIVE.sub(_escaped, one_line(text))
    return "".join(_code(part) if number % 2 else _LIVE.sub(_escaped, part) for number, part in enumerate(parts))


def _escaped(match: re.Match[str]) -> str:
    """Escape a sign of markup, and break what would become live."""
    found = match[0]
    if len(found) > 1:
        return f"{found[0]}{_BREAK}{found[1:]}"
    if found in "@#!%":
        return f"{found}{_BREAK}"
    if found == "~":  # because a label of GitLab begins so
        return f"\\~{_BREAK}"
    return _ENTITIES.get(found, f"\\{found}")


def _code(text: str) -> str:
    """Write a text as code, between more backticks than stand in it side by side (CommonMark, 6.1)."""
    line = one_line(text)
    if not line:
        return ""
    fence = "`" * (1 + max(map(len, _TICKS.findall(line)), default=0))
    padding = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{padding}{line}{padding}{fence}"
