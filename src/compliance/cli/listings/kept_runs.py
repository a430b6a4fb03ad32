"""Kept runs: listed, shown, removed, exported, migrated."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from compliance.actions import kept_runs
from compliance.cli.streams import write_out
from compliance.cli.tables import print_table
from compliance.history.place import HistoryPlace
from compliance.locale import Translator
from compliance.model.kept_run import KeptRun
from compliance.model.overview import PlatformCounts
from compliance.model.standing import Standing
from compliance.model.text import VIET_NAM
from compliance.report import labels, run_words, stages
from compliance.report.json_text import json_text
from compliance.report.kept_runs.json.v1 import written

_UNKNOWN: Final = "-"


def write(options: Namespace, words: Translator) -> int:
    """Do what is asked for; returns the exit status."""
    place = options.history or HistoryPlace.usual()
    actions: Mapping[str, Callable[[Namespace, HistoryPlace, Translator], None]] = {
        "list": _list,
        "show": _show,
        "prune": _prune,
        "export": _export,
        "migrate": _migrate,
    }
    actions[options.action](options, place, words)
    return 0


def _list(options: Namespace, place: HistoryPlace, words: Translator) -> None:
    runs = kept_runs.kept_runs(place)
    if options.format == "json":
        write_out(json_text(written(place.shown, runs)), words)
        return
    headings = (
        words("Run"),
        words("Begun"),
        words("State"),
        words("Platforms"),
        words("As of"),
        words("Legal basis"),
        words("Catalogue"),
        words("Label"),
    )
    count = words("Runs in {place}: {count}", place=place.shown, count=len(runs))
    print_table(headings, list(_rows(runs, words)), count)


def _rows(runs: Sequence[KeptRun], words: Translator) -> Iterator[tuple[str, ...]]:
    for earlier, run in zip((None, *runs), runs, strict=False):
        begun = _moment(run.begun, words)
        is_back = earlier is not None and run.begun < earlier.begun
        yield (
            str(run.number),
            words("{moment} (the clock was set back)", moment=begun) if is_back else begun,
            _state(run, words),
            f"{run.done}/{run.platforms}",
            labels.day(run.as_of, words) if run.as_of is not None else _UNKNOWN,
            words.message(labels.profile(run.profile)) if run.profile is not None else _UNKNOWN,
            run.catalogue_version or _UNKNOWN,
            run.label or _UNKNOWN,
        )


def _state(run: KeptRun, words: Translator) -> str:
    said = run_words.run_state(run.state, words)
    return words("{state}, SIMULATED", state=said) if run.is_simulated else said


def _moment(moment: datetime, words: Translator) -> str:
    here = moment.astimezone(VIET_NAM)
    return words("{date}, {time}", date=labels.day(here.date(), words), time=f"{here:%H:%M}")


def _show(options: Namespace, place: HistoryPlace, words: Translator) -> None:
    counts = kept_runs.run_counts(options.run_named, history=place)
    if options.format == "json":
        run = kept_runs.kept_run(options.run_named, history=place)
        write_out(json_text(written(place.shown, [run], counts)), words)
        return
    headings = (
        words("Platform"),
        words("Stage"),
        words("Claimed"),
        words("Connection"),
        words("fail"),
        words("failing, to be confirmed"),
        words("warn"),
        words("advice"),
    )
    print_table(headings, [_counted(each, words) for each in counts], words("Platforms: {count}", count=len(counts)))


def _counted(each: PlatformCounts, words: Translator) -> tuple[str, ...]:
    return (
        each.slug,
        _UNKNOWN if each.stage is None else str(each.stage),
        _UNKNOWN if each.claimed is None else str(each.claimed),
        stages.standing(Standing(each.standing), words),
        *map(str, (each.failing, each.to_confirm, each.warnings, each.advice)),
    )


def _prune(options: Namespace, place: HistoryPlace, words: Translator) -> None:
    removed = kept_runs.prune_runs(place, keep=options.keep, before=options.before)
    numbers = ", ".join(str(run.number) for run in removed) or _UNKNOWN
    print(words("Removed runs: {count} ({numbers})", count=len(removed), numbers=numbers))


def _export(options: Namespace, place: HistoryPlace, words: Translator) -> None:
    files = kept_runs.export_run(options.run_named, options.out, history=place)
    for file in files:
        print(file.as_posix())
    template = "Dossiers: {count}; `compliance judge {folder}` judges them again"
    print(words(template, count=len(files), folder=options.out.as_posix()), file=sys.stderr)


def _migrate(_options: Namespace, place: HistoryPlace, words: Translator) -> None:
    before, after = kept_runs.migrate_history(place)
    if before == after:
        print(words("{place} has the form {form} of this version already", place=place.shown, form=after))
    else:
        print(words("{place}: {before} → {after}", place=place.shown, before=before or _UNKNOWN, after=after))
