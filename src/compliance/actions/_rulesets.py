"""Rulesets beside our own rules: their files to verdicts, which cite no law."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from compliance.actions._given import named_content
from compliance.actions.errors import InputError, UsageError
from compliance.actions.settings import Judging
from compliance.judgement.ruleset_verdicts import ruleset_verdicts, unlooked
from compliance.loading.errors import LoadError
from compliance.loading.limits import Limits
from compliance.loading.syntax.parse import parse
from compliance.model.dataclass import replace
from compliance.model.dossier import Dossier
from compliance.model.location import Location
from compliance.model.manual import RulesetPage
from compliance.model.ruleset import PREFIX, RulesetResult
from compliance.model.source import SourceText
from compliance.model.text import Message
from compliance.model.verdict import SubjectReport
from compliance.rulesets import linting, settling
from compliance.rulesets.errors import RulesetRefused
from compliance.rulesets.reading import read_ruleset
from compliance.rulesets.ruleset import OFF, Ruleset

_LONGEST: Final = 2_000
_LIMITS: Final = Limits(file_size=8 * 1024 * 1024)


def read_rulesets(files: Sequence[Path]) -> tuple[Ruleset, ...]:
    """Return the rulesets in some files.

    Raises:
        UsageError: a file is not there.
        InputError: one says something that is not understood or not supported.
    """
    try:
        return tuple(read_ruleset(*_opened(path.as_posix()), _extended) for path in dict.fromkeys(files))
    except RulesetRefused as refused:
        raise _unusable(refused) from refused


def rule_ids(rulesets: Sequence[Ruleset]) -> tuple[str, ...]:
    """Return the ids of all rules, whether they are on or not."""
    return tuple(dict.fromkeys(f"{PREFIX}{name}" for ruleset in rulesets for name in settling.names(ruleset)))


def page_of(name: str, files: Sequence[Path]) -> RulesetPage | None:
    """Return the page of a rule of some rulesets, of which the last one counts; None if none has it.

    Raises:
        UsageError, InputError: as `read_rulesets` does.
    """
    try:
        found = [settling.settled(ruleset).get(name) for ruleset in read_rulesets(files)]
    except RulesetRefused as refused:
        raise _unusable(refused) from refused
    rule = next((each for each in reversed(found) if each is not None), None)
    if rule is None:
        return None
    return RulesetPage(
        rule=linting.described_rule(rule),
        at=rule.at,
        is_on=rule.is_on and rule.severity != OFF,
        given=rule.given,
        asked=tuple((then.function, then.field, _shown(then.options)) for then in rule.then),
        message=rule.message,
        formats=tuple(sorted(rule.formats or ())),
        judged_by=rule.judged_by,
    )


def _shown(options: Mapping[str, Any]) -> str:
    return json.dumps(options, ensure_ascii=False, default=str)[:_LONGEST] if options else ""


def with_rulesets(
    subject: SubjectReport, dossier: Dossier, rulesets: Sequence[Ruleset], judging: Judging
) -> tuple[SubjectReport, tuple[str, ...]]:
    """Return the report with the verdicts of rulesets, and the ids of rules that have no counterpart here."""
    try:
        results = [each for each in _results(rulesets, dossier) if is_chosen(each.rule.id, judging)]
        own = {verdict.rule: verdict for verdict in subject.verdicts}
        verdicts = (*subject.verdicts, *ruleset_verdicts(dossier, results, own))
    except RulesetRefused as refused:
        raise _unusable(refused) from refused
    return replace(subject, verdicts=verdicts), tuple(each.rule.id for each in results if each.is_missing)


def _results(rulesets: Sequence[Ruleset], dossier: Dossier) -> Iterator[RulesetResult]:
    """Yield what came of each rule on each document; of two rulesets that name a rule alike, the last one counts."""
    found: dict[tuple[str, str], RulesetResult] = {}
    for ruleset in rulesets:
        for document in dossier.documents:
            for result in linting.lint(ruleset, document):
                found[(document.uri, result.rule.id)] = result
        if not dossier.documents:
            for rule in linting.described(ruleset, dossier.id):
                found[("", rule.id)] = unlooked(dossier, rule)
    yield from found.values()


def is_chosen(rule: str, judging: Judging) -> bool:
    """Return whether a rule of a ruleset is run."""
    is_selected = not judging.select or any(fnmatchcase(rule, glob) for glob in judging.select)
    return is_selected and not any(fnmatchcase(rule, glob) for glob in judging.ignore)


def notices(rulesets: Sequence[Ruleset], missing: Sequence[str]) -> Iterator[Message]:
    """Yield what there is to say of rulesets, of whose rules these have no counterpart here."""
    if missing:
        template = "rules of rulesets that have no counterpart here, so that nothing was looked at: {names}"
        yield Message.of(template, names=", ".join(missing))
    for uri in dict.fromkeys(each for ruleset in rulesets for each in settling.unheard_overrides(ruleset)):
        template = "the overrides in {file} do not count, because another ruleset extends it"
        yield Message.of(template, file=uri)
    own = Counter(name for ruleset in rulesets for name in {each.name for each in ruleset.definitions})
    for name in sorted(name for name, count in own.items() if count > 1):
        yield Message.of("several rulesets have the rule {name}; the last one counts", name=name[:80])


def _opened(uri: str) -> tuple[SourceText, Any]:
    content = named_content(uri)
    try:
        parsed = parse(uri, content, _LIMITS)
    except LoadError as error:
        raise InputError.of(error) from error
    if parsed.source.defects:
        faults = [(Location(uri, each.pointer, each.line, each.column), each.message) for each in parsed.source.defects]
        raise RulesetRefused(faults)
    return parsed.source, parsed.tree


def _extended(uri: str, at: Location) -> tuple[SourceText, Any]:
    try:
        return _opened(uri)
    except UsageError as error:
        raise RulesetRefused([(at, error.faults[0][1])]) from error


def _unusable(refused: RulesetRefused) -> InputError:
    error = InputError(refused.message)
    error.faults = refused.faults
    return error
