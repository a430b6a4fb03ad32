"""Of many platforms that do the same each is told once beside how many it stands, not once for each of them."""

from datetime import date
from typing import Any

import yaml

from compliance.actions.rule_examples import as_dossiers
from compliance.judgement.auditor import audit
from compliance.loading.facts.published import facts
from compliance.model.derived.record_pair import RecordPair
from compliance.model.example import Fleet
from compliance.model.grades import Proof
from compliance.model.verdict import Finding
from compliance.rules import all_rules

FACTS = facts(date(2026, 11, 28))
RULES = {rule.name.name: rule for rule in all_rules() if rule.subject is RecordPair}
RECORD = {"owner": {"code": "G12"}, "life_cycle": "operating", "functions": ["e-tender"]}


def findings(name: str, records: list[dict[str, Any]]) -> list[list[Finding]]:
    """What is found of each platform."""
    told = [{"slug": f"p-{number}", "name_vi": f"A{number}", **record} for number, record in enumerate(records)]
    fleet = Fleet(yaml.safe_dump(record, allow_unicode=True) for record in told)
    reports = audit(as_dossiers(RULES[name], fleet), [RULES[name]], FACTS)
    return [list(report.verdicts[0].findings) for report in reports]


def test_a_platform_is_told_beside_each_that_does_the_same() -> None:
    for found in findings("platforms_do_not_overlap", [RECORD] * 4):
        (finding,) = found
        assert len({place.uri for place in (finding.location, *finding.related)}) == 4


def test_of_a_large_group_some_are_named_and_the_others_are_counted() -> None:
    for found in findings("platforms_do_not_overlap", [RECORD] * 30):
        (finding,) = found
        assert len(finding.related) == 20
        assert str(finding.message) == "two platforms have the function e-tender; more of the like: 9"


def test_what_is_told_of_a_group_is_proved_as_its_best_pair() -> None:
    first, other = {**RECORD, "objective": "Đấu thầu qua mạng"}, {**RECORD, "objective": "Khác"}
    proofs = [found[0].proof for found in findings("platforms_do_not_overlap", [first, other, first])]
    assert proofs == [Proof.INDICATIVE, Proof.SUGGESTIVE, Proof.INDICATIVE]


def test_each_kind_of_data_is_a_finding_of_its_own() -> None:
    record = {"owner": {"code": "G12"}, "databases": [{"id": "x", "master_of": ["enterprise", "household"]}]}
    for found in findings("master_data_has_one_home", [record] * 3):
        assert [len(finding.related) for finding in found] == [2, 2]
