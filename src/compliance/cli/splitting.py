"""Papers in parts: with `--split owner` a file for each owner, in the folder that stands where a file would."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from compliance.actions.errors import UsageError
from compliance.actions.split import split_by_owner
from compliance.actions.written import extension, goes_to_owners
from compliance.cli.streams import complain
from compliance.locale import Translator
from compliance.model import summary
from compliance.model.dossier import Kind
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.options.values import Destination


def is_split(place: Destination, options: Namespace) -> bool:
    """Return whether a folder is meant for files, one for each owner; what a command adds of its own is whole."""
    return bool(_chosen(options)) and place in options.output and goes_to_owners(place[0])


def refuse_to_split_nothing(options: Namespace) -> None:
    """Raise `UsageError` where `--split` is asked for and nothing that goes to a file can be split."""
    if not _chosen(options):
        return
    papers = [place for place in options.output if goes_to_owners(place[0])]
    if not papers or any(path is None for _, path in papers) or goes_to_owners(options.format):
        template = "--split {split} writes a file for each owner: name a folder, as in --output html=FOLDER"
        raise UsageError(Message.of(template, split=_chosen(options)))


def files(
    report: Report, place: Destination, options: Namespace, words: Translator
) -> Iterator[tuple[Report, Path | None]]:
    """Yield each report that is to be written in the form of a place, with its file; None for standard output."""
    form, path = place
    if path is None or not is_split(place, options):
        yield report, path
        return
    for part in split_by_owner(report, language=words.language):
        yield part.report, path / f"{part.stem}.{extension(form)}"


def tell_what_has_no_owner(report: Report, options: Namespace, words: Translator) -> bool:
    """Say on standard error that documents stand in no part; returns whether there is no part at all."""
    if not _chosen(options):
        return False
    if count := len(summary.of_kind(report.subjects, Kind.DOCUMENT)):
        template = "--split {split}: documents without a record have no owner and stand in no file: {count}"
        complain(f"compliance: {words(template, split=_chosen(options), count=count)}")
    return not summary.of_kind(report.subjects, Kind.PLATFORM)


def _chosen(options: Namespace) -> str:
    return getattr(options, "split", None) or ""
