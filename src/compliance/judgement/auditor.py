"""Run rules over dossiers and turn what they say into verdicts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from compliance.judgement.findings import Findings, heaviest
from compliance.judgement.gaps import (
    explained,
    not_read_by_rules,
    other_forms,
    unmade_looks,
    unmet_need,
    unstated_fields,
)
from compliance.judgement.prepared_rule import PreparedRule
from compliance.judgement.run import Done, Share, Standing, outcome_of, run
from compliance.judgement.subjects import AbleRules, Subjects
from compliance.judgement.weights import AllWeights, RuleWeight, Weights
from compliance.model.crash import crash_gap
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier, Kind
from compliance.model.facts import Facts
from compliance.model.family import Family
from compliance.model.gap import Gap
from compliance.model.grades import Outcome, Profile, Proof, Severity
from compliance.model.location import Place
from compliance.model.rule import Rule
from compliance.model.subject import Subject, SubjectKind
from compliance.model.text import Message
from compliance.model.verdict import Finding, JudgedFile, Ladder, SubjectReport, Unseen, Verdict

if TYPE_CHECKING:  # because a document needs none
    from compliance.judgement.fleet import Shares
    from compliance.model.fleet_member import FleetMember
    from compliance.model.inspection import Inspection


def audit(
    dossiers: Sequence[Dossier], rules: Sequence[Rule], facts: Facts, profile: Profile = Profile.IN_FORCE
) -> list[SubjectReport]:
    """Judge dossiers, each for itself and where a rule asks for it side by side; nothing is read or opened."""
    auditor = Auditor(rules, facts, profile)
    shared = zip(dossiers, auditor.shares_of(dossiers), strict=True)
    return [auditor.report(dossier, shares) for dossier, shares in shared]


class Auditor:
    """Judges dossiers one by one, once it is known what rules on several platforms together say of each."""

    def __init__(self, rules: Sequence[Rule], facts: Facts, profile: Profile = Profile.IN_FORCE) -> None:
        self._rules = rules
        self._facts = facts
        self._weights = AllWeights(facts, profile)
        self._able: dict[Kind, AbleRules] = {}

    def shares_of(self, dossiers: Sequence[Dossier]) -> "Sequence[Shares]":
        """Return what the rules on the fleet say of each dossier: nothing of documents, which have no record."""
        if all(dossier.kind is Kind.DOCUMENT for dossier in dossiers):
            return [{} for _ in dossiers]
        from compliance.model.fleet_member import FleetMember  # noqa: PLC0415 - because a document is in no fleet

        return self.shares([FleetMember.of(dossier) for dossier in dossiers])

    def shares(self, members: "Sequence[FleetMember]") -> "Sequence[Shares]":
        """Return what the rules on the fleet say of each platform."""
        from compliance.judgement.fleet import fleet_shares  # noqa: PLC0415 - as above

        return fleet_shares(members, self._rules, self._facts)

    def report(self, dossier: Dossier, shares: "Shares") -> SubjectReport:
        """Return what comes of a dossier."""
        if dossier.kind not in self._able:
            self._able[dossier.kind] = AbleRules.of(dossier.kind, self._rules, self._facts)
        return _report(dossier, self._able[dossier.kind], self._facts, self._weights, shares)


def _report(dossier: Dossier, rules: AbleRules, facts: Facts, weights: AllWeights, shares: "Shares") -> SubjectReport:
    """Judge one dossier; if that crashes its verdicts are lost, and nobody else's."""
    try:
        return _Audit(dossier, rules, facts, weights.of(dossier)).report(shares)
    except Exception as error:  # noqa: BLE001 - whatever is in one dossier, the others are judged
        empty = Dossier(dossier.id, dossier.kind, gaps=(crash_gap(error, Place(dossier.id), frozenset(Family)),))
        return _Audit(empty, rules, facts, weights.of(empty)).report(shares)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """The gaps that hide a kind of subject from some rules, and what these say of a platform without such a subject."""

    gaps: Sequence[Gap]
    share: Share


class _Audit:
    """One dossier before the rules."""

    def __init__(self, dossier: Dossier, rules: AbleRules, facts: Facts, weights: Weights) -> None:
        self._dossier = dossier
        self._rules = rules
        self._facts = facts
        self._weights = weights
        self._subjects = Subjects(lambda kind: kind.of(dossier), facts, rules.keys)
        self._findings = Findings(dossier)
        unstated = (explained(gap, dossier.record) for gap in unstated_fields(dossier))
        self._gaps = [*dossier.gaps, *unstated, *other_forms(dossier), *unmade_looks(dossier, rules.looked_for)]
        self._hidden: dict[tuple[SubjectKind, str], _Hidden] = {}
        self._missing: dict[int, Gap] = {}
        record = dossier.record
        self._is_explaining = record is not None and bool(record.undetermined_places)
        self._standing = Standing(
            need=lambda rule, subject: unmet_need(rule, subject, dossier),
            is_hearsay=record is not None and not record.is_declared,
            is_open=lambda place: record is not None and place in record.undetermined_places,
            holes=tuple(document.files.holes for document in dossier.documents),
        )

    def report(self, shares: "Shares") -> SubjectReport:
        dossier, record = self._dossier, self._dossier.record
        rules = self._rules.rules
        weighed = self._weights.of(rules)
        verdicts = tuple([self._verdict(rule, weight, shares) for rule, weight in zip(rules, weighed, strict=True)])
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
            gaps=tuple(self._unseen(gap) for gap in dict.fromkeys((*self._gaps, *self._missing.values()))),
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

    def _verdict(self, rule: PreparedRule, weighed: RuleWeight, shares: "Shares") -> Verdict:
        """Run a rule and say what came of it; most find nothing, and that is said once for all platforms."""
        if (hidden := self._hidden.get(rule.hidden_by)) is None:
            hidden = self._hidden[rule.hidden_by] = self._hiding(*rule.hidden_by)
        is_unread = self._skips_xml(rule, weighed)
        if rule.kind in self._subjects.missing and not is_unread:
            return self._verdict_of(rule, hidden.share, weighed) if hidden.gaps else self._quiet(rule, 0, weighed)
        done = self._run(rule, hidden.gaps, shares)
        if not (done.gaps or done.breaches or is_unread or done.crash is not None):
            return self._quiet(rule, done.count, weighed)
        return self._verdict_of(rule, done, weighed)

    def _quiet(self, rule: PreparedRule, count: int, weighed: RuleWeight) -> Verdict:
        """Return the verdict of a rule that judged so many subjects, found nothing, and from which nothing hid."""
        if (known := weighed.quiet.get(count)) is None:
            known = weighed.quiet[count] = self._verdict_of(rule, Share(count), weighed)
        return known

    def _verdict_of(self, rule: PreparedRule, done: Done, weighed: RuleWeight) -> Verdict:
        """Return the verdict that comes of what a rule found and could not see."""
        failed = None
        for subject, gap in done.gaps:
            if subject is None:  # by its identity, because one gap hides subjects from many rules
                self._missing[id(gap)] = gap
            if failed is None and gap.is_failure:
                failed = gap
        outcome, reason = outcome_of(done, failed, weighed, self._facts)
        findings, severity, proof = self._found(rule, done, weighed)
        is_unread = outcome is Outcome.NOT_APPLICABLE and not weighed.is_above and self._skips_xml(rule, weighed)
        return Verdict(
            rule=rule.id,
            requirements=weighed.requirements,
            outcome=outcome,
            severity=severity,
            proof=proof,
            subjects=done.count,
            unseen=done.unseen,
            findings=findings,
            reason=self._reads_openapi if is_unread else reason,
            could_not_be_judged=done.crash is not None or failed is not None,
            basis=rule.basis,
            reads_another_form=is_unread,
        )

    def _skips_xml(self, rule: PreparedRule, weighed: RuleWeight) -> bool:
        """Return whether a service is described in XML, and the rule, of clauses in force, reads OpenAPI documents."""
        return bool(self._dossier.descriptions) and weighed.weight is not None and rule.is_of_openapi

    @property
    def _reads_openapi(self) -> Message:
        return not_read_by_rules(self._dossier.descriptions[0])

    def _found(
        self, rule: PreparedRule, done: Done, weighed: RuleWeight
    ) -> tuple[tuple[Finding, ...], Severity | None, Proof]:
        """Return what a rule found, with the weight of the heaviest and the best proof; else those of any breach."""
        if not done.breaches or done.crash or weighed.weight is None:
            return (), weighed.weight, weighed.proof
        findings = self._findings.of(rule, done.breaches, weighed.proof, weighed.weigh)
        proof = min((finding.proof for finding in findings), key=lambda found: found.rank, default=weighed.proof)
        return findings, heaviest(findings) or weighed.weight, proof

    def _run(self, rule: PreparedRule, hidden: Sequence[Gap], shares: "Shares") -> Done:
        """Run a rule, or return its share of a run over the fleet; gaps of the dossier hide from both."""
        if rule.is_of_fleet:
            share = shares[rule.id]
            for gap in hidden:
                share.note(None, gap)
            return share
        done = run(rule, self._subjects, hidden, self._standing)
        if done.gaps:
            done.gaps = self._explained(done.gaps)
        return done

    def _hiding(self, kind: SubjectKind, group: str) -> _Hidden:
        """Return what hides a kind of subject from the rules of a group."""
        gaps = [gap for gap in self._gaps if kind.is_hidden_by(gap) or group in gap.hides]
        return _Hidden(gaps, Share(unseen=len(gaps), gaps=self._explained([(None, gap) for gap in gaps])))

    def _explained(self, gaps: list[tuple[Subject | None, Gap]]) -> list[tuple[Subject | None, Gap]]:
        if not self._is_explaining:
            return gaps
        return [(subject, explained(gap, self._dossier.record)) for subject, gap in gaps]
