"""Dossiers to a report."""

from collections.abc import Callable, Sequence
from pathlib import Path

from compliance.actions._judgement import Judgement
from compliance.actions.settings import Judging
from compliance.loading.collector import collector_paused
from compliance.model.dossier import Dossier
from compliance.model.report import Report
from compliance.model.rule import Rule
from compliance.model.text import Message
from compliance.rules import rule_in


def report_on(
    dossiers: Sequence[Dossier],
    judging: Judging,
    *,
    files: Sequence[Path | None] = (),
    notices: Sequence[Message] = (),
    load: Callable[[str], Rule] = rule_in,
) -> Report:
    """Return the report on these dossiers; `files` are those that they are kept in, in the same order.

    `load` imports the module of a rule; it is asked just before each rule that concerns something is run. Raises as
    `Judgement` does.
    """
    judgement = Judgement(judging, {dossier.kind for dossier in dossiers}, load)
    kept = [path.as_posix() if path else None for path in files or [None] * len(dossiers)]
    with collector_paused():
        shares = judgement.shares_of(dossiers)
        subjects = tuple(judgement.judged(*each) for each in zip(dossiers, shares, kept, strict=True))
    return judgement.report(subjects, notices)
