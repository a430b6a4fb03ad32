"""What came of rulesets, as verdicts: they cite no requirement, so that no state of one depends on them."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from compliance.judgement.findings import Findings, Weigh, heaviest
from compliance.model.dataclass import replace
from compliance.model.dossier import Dossier
from compliance.model.grades import Basis, ConfirmationState, Outcome, Proof
from compliance.model.ruleset import Level, RulesetFinding, RulesetResult, RulesetRule
from compliance.model.text import Message
from compliance.model.verdict import Finding, Verdict
from compliance.model.violation import Violation

_NOTHING: Final = Message.of("there is nothing in it that the rule concerns")
_NO_DOCUMENT: Final = Message.of("there is no document that the rule could look at")


def ruleset_verdicts(
    dossier: Dossier, results: Sequence[RulesetResult], own: Mapping[str, Verdict]
) -> tuple[Verdict, ...]:
    """Return a verdict for each rule, over all documents of the dossier; `own` are the verdicts of our rules."""
    by_rule: dict[str, list[RulesetResult]] = {}
    for result in results:
        by_rule.setdefault(result.rule.id, []).append(result)
    findings = Findings(dossier)
    return tuple(_verdict(dossier, same, findings, own) for same in by_rule.values())


def unlooked(dossier: Dossier, rule: RulesetRule) -> RulesetResult:
    """Return the result for a dossier without a document: why there is none."""
    gap = next(iter(dossier.gaps), None)
    if gap is None:
        return RulesetResult(rule, reason=_NO_DOCUMENT)
    return RulesetResult(rule, unseen=(gap.message,), is_failure=gap.is_failure)


def _verdict(dossier: Dossier, results: Sequence[RulesetResult], made: Findings, own: Mapping[str, Verdict]) -> Verdict:
    rule = results[0].rule
    ours = [own.get(name) for result in results for name in dict.fromkeys(result.judged_by)]
    findings = (*_of_places(dossier, rule, results, made), *_of_ours(rule, ours))
    unseen = [*(reason for result in results for reason in result.unseen), *_unseen(ours, results)]
    subjects = sum(result.subjects for result in results) + sum(each.subjects for each in ours if each)
    outcome, reason = _outcome(bool(findings), unseen, subjects, results, ours)
    return Verdict(
        rule=rule.id,
        requirements=(),
        outcome=outcome,
        severity=heaviest(findings) or rule.level.severity,
        proof=Proof.CONCLUSIVE,
        subjects=subjects,
        unseen=len(unseen),
        findings=findings,
        reason=reason,
        could_not_be_judged=any(result.is_failure for result in results),
        basis=Basis.DOCUMENT,
        ruleset=rule,
    )


def _outcome(
    is_broken: bool,
    unseen: Sequence[Message],
    subjects: int,
    results: Sequence[RulesetResult],
    ours: Sequence[Verdict | None],
) -> tuple[Outcome, Message | None]:
    missing = unseen[0] if unseen else None
    if is_broken:
        return Outcome.BREACHED, missing
    if missing is not None:
        return Outcome.NOT_OBSERVED, missing
    if not subjects:
        said = (result.reason for result in results if result.reason is not None)
        of_ours = (verdict.reason for verdict in ours if verdict is not None and verdict.reason is not None)
        return Outcome.NOT_APPLICABLE, next(said, next(of_ours, _NOTHING))
    return Outcome.MET, None


def _of_places(
    dossier: Dossier, rule: RulesetRule, results: Sequence[RulesetResult], made: Findings
) -> Iterator[Finding]:
    """Yield what was found at places, level by level, because one rule may have several of these."""
    found = [finding for result in results for finding in result.findings]
    document = next(iter(dossier.documents), None)
    if document is None:
        return
    for level in Level:
        breaches = [(document, _violation(each)) for each in found if each.level is level]
        yield from made.of(rule, breaches, Proof.CONCLUSIVE, _weighing(level))


def _weighing(level: Level) -> Weigh:
    return lambda _: (level.severity, ConfirmationState.NOT_NEEDED)


def _violation(finding: RulesetFinding) -> Violation:
    return Violation(finding.message, at=finding.place, key=finding.key)


def _of_ours(rule: RulesetRule, ours: Sequence[Verdict | None]) -> Iterator[Finding]:
    """Yield what rules of ours found, under the name and at the level of the ruleset."""
    for verdict in ours:
        for finding in verdict.findings if verdict is not None else ():
            name = sha256(f"{rule.id}\n{finding.fingerprint}".encode()).hexdigest()[:16]
            yield replace(
                finding,
                fingerprint=name,
                severity=rule.level.severity,
                proof=Proof.CONCLUSIVE,
                confirmation=ConfirmationState.NOT_NEEDED,
            )


def _unseen(ours: Sequence[Verdict | None], results: Sequence[RulesetResult]) -> Iterator[Message]:
    """Yield why a rule of ours that judges it saw nothing or was not run."""
    names = [name for result in results for name in dict.fromkeys(result.judged_by)]
    for name, verdict in zip(names, ours, strict=True):
        if verdict is None:
            yield Message.of("{rule} judges it, which was left out", rule=name)
        elif verdict.outcome in {Outcome.NOT_OBSERVED, Outcome.ERROR} and verdict.reason is not None:
            yield verdict.reason
