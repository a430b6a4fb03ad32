"""Rules on several platforms together: run once for all dossiers, the result shared by each platform that they name."""

from collections.abc import Mapping, Sequence
from typing import Any

from compliance.judgement.run import Run, Standing, run
from compliance.judgement.subjects import Subjects
from compliance.model.dossier import Dossier
from compliance.model.facts import Facts
from compliance.model.rule import Rule
from compliance.model.subject import kind_of

FleetRuns = Mapping[str, Run]


def fleet_runs(dossiers: Sequence[Dossier], rules: Sequence[Rule], facts: Facts) -> FleetRuns:
    """Run every rule whose subjects come from the fleet, by its id."""
    subjects = Subjects(lambda kind: kind.of_fleet(dossiers), facts)
    standing = Standing(lambda _rule, _subject: None, is_hearsay=False)
    concerned = (rule for rule in rules if kind_of(rule.subject).is_of_fleet)
    return {rule.id: run(rule, subjects, (), facts, standing) for rule in concerned}


def share_of(dossier: Dossier, together: Run) -> Run:
    """Return what a run over the fleet says of one platform: the breaches that have a place in its files."""
    files = {source.uri for source in dossier.evidence_files()}
    share = Run(together.rule, crash=together.crash)
    share.judged = [subject for subject in together.judged if _names(subject, dossier)]
    for subject, violation in together.breaches:
        if (own := violation.seen_from(files)) is not None:
            share.breaches.append((subject, own))
    for hidden, gap in together.gaps:
        if gap.place.uri in files if hidden is None else _names(hidden, dossier):
            share.gaps.append((hidden, gap))
    return share


def _names(subject: Any, dossier: Dossier) -> bool:
    """Return whether a subject of the fleet names the platform."""
    return dossier.id in subject.platforms
