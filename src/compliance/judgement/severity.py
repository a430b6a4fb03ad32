"""What a breach weighs: computed from the cited requirements for a day, in this one place.

A clause gives a fail only if it is a must, was read in its text, is in force and binding on the day, and is owed by the
audited party. A rule has the best weight of its clauses, and then two limits: where good practice or an observed
convention is among the citations the threshold is not in the law, and an indicative proof only points to a breach;
either allows at most a warning. A clause of which a machine can check nothing gives a rule no weight, and one of which
it can check a part gives a fail that a person has to confirm.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from compliance.judgement.bound import Party, binds_class, is_owed, party_of
from compliance.model.dataclass import replace
from compliance.model.facts import Facts
from compliance.model.grades import (
    ConfirmationState,
    Grade,
    InstrumentStatus,
    Obligation,
    Profile,
    Proof,
    Severity,
)
from compliance.model.requirement import Requirement

if TYPE_CHECKING:  # because a document needs no record
    from compliance.model.manual import Cause
    from compliance.model.record import Record


def clause_severity(requirement: Requirement, day: date) -> Severity | None:
    """Return what the clause alone gives on that day; None if it had not been issued or no text of it is known."""
    return clause_weight(requirement, day)[0]


def clause_weight(requirement: Requirement, day: date) -> "tuple[Severity | None, Cause]":
    """Return what the clause alone gives on that day, and why it gives no more."""
    is_future_standard = requirement.standard and requirement.standard.year and requirement.standard.year > day.year
    if not requirement.instrument.existed(day) or is_future_standard:
        return None, "not-issued"
    if requirement.verified is Grade.MEMORY:
        return None, "not-read"
    if requirement.instrument.is_repealed(day) or requirement.applies.has_ended(day):
        return Severity.ADVICE, "ended"
    match requirement.obligation, requirement.verified:
        case (Obligation.MUST, Grade.TEXT):
            return _weight_of_duty(requirement, day)
        case (Obligation.MUST, Grade.SECONDARY):
            is_heard = _is_in_force_or_guidance(requirement, day) and not _binds_later(requirement, day)
            return Severity.WARN if is_heard else Severity.ADVICE, "second-hand"
        case ((Obligation.SHOULD | Obligation.DEFINITION), Grade.TEXT):
            is_heard = requirement.instrument.is_in_force(day) and not _binds_later(requirement, day)
            return Severity.WARN if is_heard else Severity.ADVICE, "recommended"
        case (_, Grade.SECONDARY):
            return Severity.ADVICE, "second-hand"
        case _:
            return Severity.ADVICE, "good-practice" if requirement.is_good_practice else "permitted"


def _weight_of_duty(requirement: Requirement, day: date) -> "tuple[Severity, Cause]":
    """Return what a duty gives of which the text was read."""
    if not requirement.instrument.kind.binds_directly:
        return Severity.WARN, "guidance"
    if not requirement.instrument.is_in_force(day):
        return Severity.WARN, "unsettled"
    return (Severity.FAIL, "binds") if requirement.applies.has_begun(day) else (Severity.WARN, "later")


def severity(
    requirements: Iterable[Requirement],
    proof: Proof,
    facts: Facts,
    record: "Record | None" = None,
    profile: Profile = Profile.IN_FORCE,
) -> Severity | None:
    """Return the severity of a breach for this platform, or None if nothing cited existed on that day."""
    return severity_for(list(requirements), proof, facts, audited_party(record, facts, profile), profile)


def severity_for(
    cited: Sequence[Requirement], proof: Proof, facts: Facts, party: Party, profile: Profile
) -> Severity | None:
    """Return the severity of a breach for a party, or None if nothing cited existed on that day."""
    weights = [weight for requirement in cited if (weight := _addressed(requirement, facts, party)) is not None]
    if not weights:
        return None
    best = max(weights, key=lambda weight: weight.rank)
    if proof is Proof.INDICATIVE or any(requirement.is_good_practice for requirement in cited):
        best = best.at_most(Severity.WARN)
    if proof is Proof.SUGGESTIVE:
        return Severity.ADVICE
    if profile is Profile.GOOD_PRACTICE and all(requirement.is_good_practice for requirement in cited):
        return Severity.WARN
    return best


def audited_party(record: "Record | None", facts: Facts, profile: Profile) -> Party:
    """Return what clauses see of a platform; with `READINESS` when the platform regime binds it."""
    if profile is not Profile.READINESS:
        return party_of(record, facts, facts.as_of)
    day = _bound_from(record, facts)
    return party_of(replace(record, operational_from=day) if record else None, facts, day)


def able_to_find(requirements: Iterable[Requirement]) -> list[Requirement]:
    """Return the requirements of which a machine can check something: no finding rests on the others."""
    return [requirement for requirement in requirements if requirement.feasible != "none"]


def confirmation(
    requirements: Iterable[Requirement],
    severity: Severity | None,
    facts: Facts,
    record: "Record | None" = None,
    profile: Profile = Profile.IN_FORCE,
) -> ConfirmationState:
    """Return whether a person has to look before a breach of this severity counts."""
    return confirmation_for(requirements, severity, facts, audited_party(record, facts, profile))


def confirmation_for(
    requirements: Iterable[Requirement], severity: Severity | None, facts: Facts, party: Party
) -> ConfirmationState:
    """Return whether a person has to look before a breach counts that has this severity for a party.

    It needs none if a clause that gives the fail can be checked by a machine in full.
    """
    if severity is not Severity.FAIL:
        return ConfirmationState.NOT_NEEDED
    in_full = (requirement for requirement in requirements if requirement.feasible == "full")
    is_certain = any(_addressed(requirement, facts, party) is Severity.FAIL for requirement in in_full)
    return ConfirmationState.NOT_NEEDED if is_certain else ConfirmationState.NEEDED


def maximum_severity(requirements: Iterable[Requirement], proof: Proof, facts: Facts) -> Severity | None:
    """Return the highest severity the citations allow on that day, for a state agency's platform of their class."""
    cited = list(requirements)
    return severity(cited, proof, facts, _bound_by(cited))


def confirmation_at_most(
    requirements: Iterable[Requirement], maximum: Severity | None, facts: Facts
) -> ConfirmationState:
    """Return whether the highest severity has to be confirmed, for a platform that the citations bind."""
    cited = list(requirements)
    return confirmation(cited, maximum, facts, _bound_by(cited))


def _bound_by(cited: Iterable[Requirement]) -> "Record":
    """Return the record of a state agency's platform of all classes that the citations address."""
    # because only a manual asks, and a document has none
    from compliance.model.record import Owner, Record  # noqa: PLC0415

    classes = [requirement.addressee for requirement in cited if requirement.addressee is not None]
    return Record(slug="-", owner=Owner(kind="state-agency"), classes=classes)


def _addressed(requirement: Requirement, facts: Facts, party: Party) -> Severity | None:
    """Return the weight of the clause, one step down if the platform is not known to be the one it addresses."""
    weight = clause_severity(requirement, party.day)
    if weight is None or (binds_class(requirement, party) and is_owed(requirement, facts, party)):
        return weight
    return weight.lowered()


def _bound_from(record: "Record | None", facts: Facts) -> date:
    """Return the day from which the platform regime binds this platform, not before the day of the audit.

    One that does not operate yet is bound when it begins, an older one when its time for upgrading is over.
    """
    regime = facts.platform_regime
    is_planned = record is not None and record.life_cycle in {"planned", "building", "trial"}
    return max(facts.as_of, (regime.begins_from if is_planned else regime.everybody_from) or facts.as_of)


def _binds_later(requirement: Requirement, day: date) -> bool:
    """Return whether the day from which it binds is known and has not come."""
    return requirement.applies.start is not None and not requirement.applies.has_begun(day)


def _is_in_force_or_guidance(requirement: Requirement, day: date) -> bool:
    instrument = requirement.instrument
    is_guidance = not instrument.kind.binds_directly and instrument.status is not InstrumentStatus.REPEALED
    return is_guidance or instrument.is_in_force(day)
