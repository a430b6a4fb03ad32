"""Dossiers to a report under the options of a command."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from importlib.metadata import version
from pathlib import Path

from compliance.audit.auditor import audit
from compliance.audit.requirements import requirement_states
from compliance.audit.severity import Profile
from compliance.audit.subjects import concerns
from compliance.audit.waivers import waive
from compliance.cli.arguments import today
from compliance.cli.failures import Failure
from compliance.cli.output import destination
from compliance.loading.errors import LoadError
from compliance.loading.facts.codelists import facts
from compliance.loading.waivers import read_waivers
from compliance.model.dossier import Dossier
from compliance.model.rule import Rule
from compliance.model.text import Message
from compliance.model.verdict import Report
from compliance.model.waiver import Waiver
from compliance.rules import all_rules


def judge(
    dossiers: Sequence[tuple[Dossier, Path | None]], options: Namespace, notices: Sequence[Message] = ()
) -> Report:
    """The report on these dossiers; beside each stands the file it is kept in, or null."""
    day = options.as_of or today()
    known = facts(day)
    rules = chosen_rules(options.select, options.ignore)
    if not any(concerns(rule, dossier) for rule in rules for dossier, _ in dossiers):
        raise Failure(Message.of("none of the chosen rules concerns what was given"))
    for text in options.output:
        destination(text)
    waivers = _waivers(options)
    profile = Profile(options.profile)
    judged = []
    for dossier, path in dossiers:
        report = audit(dossier, rules, known, profile)
        judged.append(replace(report, dossier_file=path.as_posix() if path else None))
    subjects, waiver_notices = waive(judged, waivers, day)
    return Report(
        tool_version=version("ndxp-sdk"),
        catalogue_version=known.catalogue.version,
        catalogue_sha256=known.catalogue.sha256,
        as_of=day,
        profile=profile,
        is_simulated=any(dossier.is_simulated for dossier, _ in dossiers),
        subjects=subjects,
        requirements=requirement_states(known.catalogue, all_rules(), subjects),
        notices=(*notices, *waiver_notices),
    )


def chosen_rules(selected: Sequence[str], ignored: Sequence[str]) -> tuple[Rule, ...]:
    """The rules whose ids match; a glob that matches none is an error, or a typing mistake would pass in silence."""
    rules = all_rules()
    for glob in (*selected, *ignored):
        if not any(fnmatchcase(rule.id, glob) for rule in rules):
            raise Failure(Message.of("no rule matches {glob}; see `compliance rules`", glob=glob))
    return tuple(
        rule
        for rule in rules
        if (not selected or any(fnmatchcase(rule.id, glob) for glob in selected))
        and not any(fnmatchcase(rule.id, glob) for glob in ignored)
    )


def _waivers(options: Namespace) -> tuple[Waiver, ...]:
    path: Path | None = options.waivers
    if path is None:
        return ()
    try:
        waivers = read_waivers(path.as_posix(), path.read_bytes(), options.as_of or today())
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise Failure(Message.of("{file} could not be read: {problem}", file=str(path), problem=problem)) from error
    except LoadError as error:
        raise Failure.of(error) from error
    known = {rule.id for rule in all_rules()}
    for waiver in waivers:
        if waiver.rule not in known:
            raise Failure(Message.of("{file}: there is no rule {rule}", file=str(path), rule=waiver.rule[:80]))
    return waivers
