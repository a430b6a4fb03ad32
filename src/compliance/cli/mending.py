"""`compliance check --fix` and `--suggest`: files written, patches printed, and what was done said."""

import re
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Final

from compliance.actions._given import Given
from compliance.actions._keeping import replace_file
from compliance.actions.check import check
from compliance.actions.errors import NotWritten, UsageError
from compliance.actions.mend import MendedFile, MendedFinding, Mending, mend
from compliance.actions.settings import Reading
from compliance.cli.exit_status import NOT_JUDGED
from compliance.cli.output import FOR_PEOPLE, deliver
from compliance.cli.streams import complain, write_out
from compliance.locale import Translator
from compliance.model.text import Message
from compliance.options.settings import judging, network
from compliance.options.values import Destination
from compliance.report.sanitise import escape_controls, one_line

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")


def run_mending(
    options: Namespace, readable: Reading, sources: Sequence[Given], words: Translator, places: Sequence[Destination]
) -> int:
    """Mend what is to be mended, and report on what remains; returns the exit status."""
    settings = {"reading": readable, "judging": judging(options), "network": network(options)}
    if options.suggest:
        places = _without_text(places)
    mending = mend(*sources, **settings)  # type: ignore[arg-type]  # each has the type of its name
    written, unwritten = _write(mending.files, words) if options.fix else (frozenset[str](), 0)
    if options.fix:
        _tell(mending, written, words)
    status = _suggest(mending, written, words) if options.suggest else 0
    report = check(*sources, **settings) if written else mending.found  # type: ignore[arg-type]  # as above
    return deliver(report, options, words, places) | unwritten | status


def _without_text(places: Sequence[Destination]) -> tuple[Destination, ...]:
    """Return where reports go beside the patches, which take standard output for themselves."""
    if any(path is None and form != FOR_PEOPLE for form, path in places):
        raise UsageError(Message.of("--suggest prints patches on standard output: write the report to a file"))
    return tuple(place for place in places if place[1] is not None)


def _write(files: Sequence[MendedFile], words: Translator) -> tuple[frozenset[str], int]:
    """Write the mended files; returns which, and what the exit status gains where that cannot be done."""
    written, unwritten = set[str](), 0
    for file in files:
        if not file.is_on_disk:
            continue
        try:
            replace_file(Path(file.uri), file.before, file.after)
            written.add(file.uri)
        except NotWritten as error:  # because a file that cannot be written keeps no other away
            unwritten = NOT_JUDGED
            for _, message in error.faults:
                complain(f"compliance: {words.message(message)}")
    return frozenset(written), unwritten


def _tell(mending: Mending, written: frozenset[str], words: Translator) -> None:
    """Say what was done in each file, and what was left because it lies on no disk."""
    for file in mending.files:
        if file.uri in written:
            for done in file.done:
                said = words("mended: {what}", what=_sentence(done, words))
                complain(f"compliance: {said}")
        elif not file.is_on_disk:
            template = "{file} is no file that could be written; --suggest prints what would be mended"
            complain(f"compliance: {words(template, file=one_line(file.uri))}")
    count = sum(len(file.done) for file in mending.files if file.uri in written)
    said = words("findings mended: {count}; files written: {files}", count=count, files=len(written))
    complain(f"compliance: {said}")


def _suggest(mending: Mending, written: frozenset[str], words: Translator) -> int:
    """Print a patch for each file: first what changes no contract, unless it is written already, then the rest."""
    safe = [file for file in mending.files if file.uri not in written]
    sections = (
        (words("changes no contract: `--fix` writes it"), safe),
        (words("may change the contract, or only its author knows what is meant: look before you apply it"),
         mending.suggested),
    )  # fmt: skip
    text = "".join(part for title, files in sections for file in files for part in _patch(title, file, words))
    if not text:
        said = words("nothing that was found can be mended by machine")
        complain(f"compliance: {said}")
    return write_out(escape_controls(text) if sys.stdout.isatty() else text, words)


def _patch(title: str, file: MendedFile, words: Translator) -> Iterator[str]:
    """Yield a patch, with what it does before it, where programs that apply patches do not look."""
    yield f"# {one_line(file.uri)}: {title}\n"
    yield from (f"# {_sentence(done, words)}\n" for done in file.done)
    name = file.uri.lstrip("/")
    before, after = (_LINE.findall(content.decode()) for content in (file.before, file.after))
    for line in unified_diff(before, after, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _sentence(done: MendedFinding, words: Translator) -> str:
    return f"{one_line(str(done.at))} {done.rule}: {one_line(words.message(done.mend.said))}"
