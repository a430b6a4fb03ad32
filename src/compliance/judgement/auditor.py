"""One dossier and all rules to verdicts. A rule only says what is breached; every other word is said here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePath

from compliance.judgement.evidence import evidence
from compliance.judgement.ladder import ladder
from compliance.judgement.severity import severity
from compliance.judgement.subjects import concerns, subjects, undecided, unstated_fields
from compliance.model.dossier import Dossier
from compliance.model.facts import Facts
from compliance.model.grades import Outcome, Profile, Severity
from compliance.model.location import Location, Place
from compliance.model.observation import Gap
from compliance.model.requirement import Requirement
from compliance.model.rule import Rule, Subject
from compliance.model.source import SourceText
from compliance.model.text import Message
from compliance.model.verdict import Finding, JudgedFile, SubjectReport, Unseen, Verdict
from compliance.model.violation import Violation


@dataclass(slots=True)
class _Run:
    """What one rule did: how many subjects it looked at, what it found, what was missing, how it crashed."""

    rule: Rule
    looked_at: int = 0
    breaches: list[tuple[Subject, Violation]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    crash: str | None = None


def audit(dossier: Dossier, rules: Sequence[Rule], facts: Facts, profile: Profile = Profile.IN_FORCE) -> SubjectReport:
    """Judge one dossier; nothing is read or opened."""
    known = subjects(dossier)
    gaps = (*dossier.gaps, *unstated_fields(dossier))
    runs = [_run(rule, known[rule.subject], gaps, dossier, facts) for rule in rules if concerns(rule, dossier)]
    verdicts = _verdicts(runs, dossier, facts, profile)
    record, owner = dossier.record, dossier.record.owner if dossier.record else None
    named = owner if owner is not None and not isinstance(owner, str) else None
    return SubjectReport(
        id=dossier.id,
        kind=dossier.kind,
        name_vi=record.name_vi if record else None,
        name_en=record.name_en if record else None,
        owner_vi=named.name_vi if named else None,
        owner_en=named.name_en if named else None,
        owner_code=named.code if named else None,
        ladder=ladder(dossier, verdicts),
        verdicts=verdicts,
        looks=tuple((seen.at.uri, seen.fact) for seen in dossier.observations),
        sources=tuple(JudgedFile(source.uri, source.sha256) for source in dossier.files),
        gaps=tuple(Unseen(_address(gap.place), gap.message, gap.remedy, gap.location) for gap in gaps),
    )


def _run(rule: Rule, candidates: Sequence[Subject], gaps: Iterable[Gap], dossier: Dossier, facts: Facts) -> _Run:
    run = _Run(rule, gaps=[gap for gap in gaps if rule.subject.__name__ in gap.hides])
    try:
        for subject in candidates:
            _look(run, subject, dossier, facts)
    except Exception as error:  # noqa: BLE001 - whatever a rule does, the other verdicts stand
        from traceback import extract_tb  # noqa: PLC0415 - because rules do not crash

        frame = extract_tb(error.__traceback__)[-1]
        run.crash = f"{type(error).__name__} ({PurePath(frame.filename).name}:{frame.lineno})"
    return run


def _look(run: _Run, subject: Subject, dossier: Dossier, facts: Facts) -> None:
    rule = run.rule
    if not rule.concerns(subject, facts):
        return
    gap = undecided(rule, subject, dossier, facts)
    is_hearsay = gap is not None and dossier.record is not None and not dossier.record.is_declared
    found = [] if is_hearsay else [(subject, violation) for violation in rule.violations(subject, facts)]
    run.breaches.extend(found)
    if gap is not None and not found:
        run.gaps.append(gap)
        return
    run.looked_at += 1


def _verdicts(runs: Sequence[_Run], dossier: Dossier, facts: Facts, profile: Profile) -> tuple[Verdict, ...]:
    sources = {source.uri: source for source in dossier.files}
    return tuple(_verdict(run, dossier, facts, profile, sources) for run in runs)


def _verdict(run: _Run, dossier: Dossier, facts: Facts, profile: Profile, sources: Mapping[str, SourceText]) -> Verdict:
    cited = cited_requirements(run.rule, facts)
    weight = severity(cited, run.rule.proof, facts, dossier.record, profile)
    outcome, reason = _outcome(run, weight, facts)
    found = [] if run.crash or weight is None else run.breaches
    findings = [_finding(run.rule, subject, violation, sources) for subject, violation in found]
    return Verdict(
        rule=run.rule.id,
        requirements=tuple(requirement.id for requirement in cited),
        outcome=outcome,
        severity=weight,
        proof=run.rule.proof,
        subjects=run.looked_at,
        findings=tuple(sorted(findings, key=_reading_order)),
        reason=reason,
        could_not_be_judged=run.crash is not None or any(gap.is_failure for gap in run.gaps),
    )


def cited_requirements(rule: Rule, facts: Facts) -> list[Requirement]:
    """The requirements a rule cites; an id that is in no catalogue is a fault of the rule and raises `LookupError`."""
    found: dict[str, Requirement] = {}
    for citation in rule.citations:
        requirement = facts.catalogue.find(citation)
        if requirement is None:
            raise LookupError(f"{rule.id} cites {citation}, which is not in the catalogue")
        found[requirement.id] = requirement
    return list(found.values())


def _outcome(run: _Run, weight: Severity | None, facts: Facts) -> tuple[Outcome, Message | None]:
    if run.crash is not None:
        return Outcome.ERROR, Message.of("the rule itself failed: {problem}", problem=run.crash)
    if weight is None:
        message = Message.of("no clause it cites had been issued on {date}", date=facts.as_of.isoformat())
        return Outcome.NOT_APPLICABLE, message
    if run.breaches:
        return Outcome.BREACHED, _missing(run.gaps)
    if run.gaps:
        return Outcome.NOT_OBSERVED, _missing(run.gaps)
    if run.looked_at == 0:
        return Outcome.NOT_APPLICABLE, Message.of("there is nothing in it that the rule concerns")
    return Outcome.MET, None


def _missing(gaps: Sequence[Gap]) -> Message | None:
    """Why something was not seen: the first failed look, else the first silence."""
    ranked = sorted(gaps, key=lambda gap: not gap.is_failure)
    return ranked[0].message if ranked else None


def _finding(rule: Rule, subject: Subject, violation: Violation, sources: Mapping[str, SourceText]) -> Finding:
    place = violation.place
    source = sources.get(place.uri)
    found = source.locate(place.pointer) if source else Location(place.uri, place.pointer)
    key = f"{rule.id}\n{place.uri}\n{place.pointer}\n{violation.message.template}"
    return Finding(
        message=violation.message,
        location=violation.location or found,
        evidence=evidence(subject),
        fingerprint=sha256(key.encode(errors="surrogatepass")).hexdigest()[:16],
    )


def _reading_order(finding: Finding) -> tuple[str, int, int, str, str]:
    location = finding.location
    return (location.uri, location.line or 0, location.column or 0, location.pointer, str(finding.message))


def _address(place: Place) -> str:
    return f"{place.uri}#{place.pointer}" if place.pointer else place.uri
