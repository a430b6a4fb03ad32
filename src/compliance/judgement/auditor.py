"""Run rules over dossiers and turn what they say into verdicts."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from compliance.judgement.bound import is_owed_through_its_agency
from compliance.judgement.findings import Findings, Weigh
from compliance.judgement.fleet import Shares, fleet_shares
from compliance.judgement.gaps import explained, unmade_looks, unmet_need, unstated_fields
from compliance.judgement.run import Run, Standing, run
from compliance.judgement.severity import able_to_find, confirmation, severity
from compliance.judgement.subjects import Subjects, concerns
from compliance.model.crash import crash_gap
from compliance.model.dossier import Dossier
from compliance.model.facts import Facts
from compliance.model.family import Family
from compliance.model.gap import Gap
from compliance.model.grades import Basis, ConfirmationState, Outcome, Profile, Proof, Severity
from compliance.model.location import Place
from compliance.model.requirement import Requirement
from compliance.model.rule import Rule
from compliance.model.text import Message
from compliance.model.verdict import JudgedFile, Ladder, SubjectReport, Unseen, Verdict, heaviest

if TYPE_CHECKING:  # because a document needs none
    from compliance.model.inspection import Inspection

_ABOVE: Final = (
    Outcome.NOT_APPLICABLE,
    Message.of(
        "only agencies owe it, and a public service unit is reached through its ministry or province "
        "(Decree 278/2025/NĐ-CP, Art. 2)"
    ),
)


def audit(
    dossiers: Sequence[Dossier], rules: Sequence[Rule], facts: Facts, profile: Profile = Profile.IN_FORCE
) -> list[SubjectReport]:
    """Judge dossiers, each for itself and where a rule asks for it side by side; nothing is read or opened."""
    shared = zip(dossiers, fleet_shares(dossiers, rules, facts), strict=True)
    return [_report(dossier, rules, facts, profile, shares) for dossier, shares in shared]


def _report(dossier: Dossier, rules: Sequence[Rule], facts: Facts, profile: Profile, shares: Shares) -> SubjectReport:
    """Judge one dossier; if that crashes its verdicts are lost, and nobody else's."""
    try:
        return _Audit(dossier, rules, facts, profile).report(shares)
    except Exception as error:  # noqa: BLE001 - whatever is in one dossier, the others are judged
        gap = crash_gap(error, Place(dossier.id), frozenset(Family))
        return _Audit(Dossier(dossier.id, dossier.kind, gaps=(gap,)), rules, facts, profile).report(shares)


def cited_requirements(rule: Rule, facts: Facts) -> list[Requirement]:
    """Return the requirements a rule cites; raises `LookupError` for an id that is in no catalogue."""
    found: dict[str, Requirement] = {}
    for citation in rule.citations:
        requirement = facts.catalogue.find(citation)
        if requirement is None:
            raise LookupError(f"{rule.id} cites {citation}, which is not in the catalogue")
        found[requirement.id] = requirement
    return list(found.values())


class _Audit:
    """One dossier before the rules."""

    def __init__(self, dossier: Dossier, rules: Sequence[Rule], facts: Facts, profile: Profile) -> None:
        self._dossier = dossier
        self._rules = [rule for rule in rules if concerns(rule, dossier)]
        self._facts = facts
        self._profile = profile
        self._subjects = Subjects(lambda kind: kind.of(dossier), facts, self._rules)
        self._findings = Findings(dossier)
        wanted = frozenset[str]().union(*(rule.kind.looked_for() for rule in self._rules))
        unstated = (explained(gap, dossier.record) for gap in unstated_fields(dossier))
        self._gaps = [*dossier.gaps, *unstated, *unmade_looks(dossier, wanted)]
        self._missing: list[Gap] = []
        record = dossier.record
        self._standing = Standing(
            need=lambda rule, subject: unmet_need(rule, subject, dossier),
            is_hearsay=record is not None and not record.is_declared,
            is_open=lambda place: record is not None and place in record.undetermined_places,
            files=tuple(document.files for document in dossier.documents),
        )

    def report(self, shares: Shares) -> SubjectReport:
        dossier, record = self._dossier, self._dossier.record
        verdicts = tuple(self._verdict(rule, shares) for rule in self._rules)
        owner = record.owner if record and not isinstance(record.owner, str) else None
        return SubjectReport(
            id=dossier.id,
            kind=dossier.kind,
            name_vi=record.name_vi if record else None,
            name_en=record.name_en if record else None,
            owner_vi=owner.name_vi if owner else None,
            owner_en=owner.name_en if owner else None,
            owner_code=owner.code if owner else None,
            ladder=self._ladder(verdicts),
            verdicts=verdicts,
            looks=tuple((seen.at.uri, seen.fact) for seen in dossier.observations),
            sources=tuple(JudgedFile(source.uri, source.sha256) for source in dossier.evidence_files()),
            gaps=tuple(self._unseen(gap) for gap in dict.fromkeys((*self._gaps, *self._missing))),
            inspection=self._inspection(),
            lists=tuple(each.number or each.list for each in record.listed_memberships()) if record else (),
            had_nothing_to_look_at=dossier.had_nothing_to_look_at,
        )

    def _unseen(self, gap: Gap) -> Unseen:
        place: Place = gap.place
        address = f"{place.uri}#{place.pointer}" if place.pointer else place.uri
        shown = gap.location or (self._findings.locate(place) if place.pointer else None)
        return Unseen(address, gap.message, gap.remedy, gap.location, str(shown) if shown else address)

    def _inspection(self) -> "Inspection | None":
        if self._dossier.collected_at is None:
            return None
        from compliance.judgement.inspection import inspection  # noqa: PLC0415 - because a document is only read

        return inspection(self._dossier, self._dossier.collected_at)

    def _ladder(self, verdicts: Sequence[Verdict]) -> Ladder:
        if self._dossier.record is None:
            return Ladder(rung=None, claimed=None)
        from compliance.judgement.ladder import ladder  # noqa: PLC0415 - because a document stands on no stage

        return ladder(self._dossier, self._dossier.record, verdicts, self._facts)

    def _verdict(self, rule: Rule, shares: Shares) -> Verdict:
        done = self._run(rule, shares)
        self._missing.extend(gap for subject, gap in done.gaps if subject is None)
        cited, record = cited_requirements(rule, self._facts), self._dossier.record
        bound = [each for each in cited if not is_owed_through_its_agency(each, self._facts, record)]
        proof, weigh = self._proof(rule), self._weigh(bound)
        weight = weigh(proof)[0]
        outcome, reason = _outcome(done, weight, self._facts) if bound else _ABOVE
        findings = () if done.crash or weight is None else self._findings.of(rule, done.breaches, proof, weigh)
        return Verdict(
            rule=rule.id,
            requirements=tuple(requirement.id for requirement in bound or cited),
            outcome=outcome,
            severity=heaviest(findings) or weight,
            proof=min((finding.proof for finding in findings), key=lambda found: found.rank, default=proof),
            subjects=len(done.judged),
            unseen=len(done.gaps),
            findings=findings,
            reason=reason,
            could_not_be_judged=done.crash is not None or any(gap.is_failure for _, gap in done.gaps),
            basis=rule.basis,
        )

    def _proof(self, rule: Rule) -> Proof:
        """Return the most that a breach of the rule proves here: what nobody stands for is no admission."""
        record = self._dossier.record
        is_word_of_nobody = rule.basis is Basis.DECLARED and not (record is not None and record.can_admit)
        return rule.proof.at_most(Proof.INDICATIVE) if is_word_of_nobody else rule.proof

    def _weigh(self, cited: Sequence[Requirement]) -> Weigh:
        """Return what a breach of these weighs for the platform, by its proof, each computed once."""
        weighing = able_to_find(cited)
        facts, record, profile = self._facts, self._dossier.record, self._profile
        is_rehearsal = record is not None and record.is_rehearsal

        @cache
        def weigh(proof: Proof) -> tuple[Severity | None, ConfirmationState]:
            weight = severity(weighing, proof, facts, record, profile)
            if is_rehearsal and weight is not None:
                weight = weight.at_most(Severity.WARN)
            return weight, confirmation(weighing, weight, facts, record, profile)

        return weigh

    def _run(self, rule: Rule, shares: Shares) -> Run:
        """Run a rule, or return its share of a run over the fleet; gaps of the dossier hide from both."""
        kind = rule.kind
        hidden = [gap for gap in self._gaps if kind.is_hidden_by(gap) or rule.group in gap.hides]
        if kind.is_of_fleet:
            done = shares[rule.id]
            done.gaps.extend((None, gap) for gap in hidden)
            return done
        done = run(rule, self._subjects, hidden, self._facts, self._standing)
        done.gaps = [(subject, explained(gap, self._dossier.record)) for subject, gap in done.gaps]
        return done


def _outcome(done: Run, weight: Severity | None, facts: Facts) -> tuple[Outcome, Message | None]:
    if done.crash is not None:
        return Outcome.ERROR, Message.of("the rule itself failed: {problem}", problem=done.crash)
    if weight is None:
        message = Message.of("no clause it cites had been issued on {date}", date=facts.as_of)
        return Outcome.NOT_APPLICABLE, message
    missing = _first_missing([gap for _, gap in done.gaps])
    if done.breaches:
        return Outcome.BREACHED, missing
    if missing is not None:
        return Outcome.NOT_OBSERVED, missing
    if not done.judged:
        return Outcome.NOT_APPLICABLE, Message.of("there is nothing in it that the rule concerns")
    return Outcome.MET, None


def _first_missing(gaps: Sequence[Gap]) -> Message | None:
    """Return why something was not seen: the first failed look, else the first silence; None if all was seen."""
    failed = (gap.message for gap in gaps if gap.is_failure)
    return next(failed, gaps[0].message if gaps else None)
