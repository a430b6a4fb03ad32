"""Rules on pairs are asked of the records that may concern them, and say what they would say of every pair."""

from dataclasses import replace
from datetime import date
from itertools import chain, count, cycle, product
from typing import Any

import pytest
import yaml

from compliance.actions.rule_examples import as_dossiers
from compliance.judgement.auditor import audit
from compliance.loading.facts.published import facts
from compliance.model.blocking import Blocking
from compliance.model.derived.record_pair import RecordPair
from compliance.model.example import Fleet
from compliance.model.facts import Facts
from compliance.model.grades import Outcome
from compliance.model.rule import Rule
from compliance.rules import all_rules

FACTS = facts(date(2026, 11, 28))
ON_PAIRS = [rule for rule in all_rules() if rule.subject is RecordPair]
NAMES = [
    "Hệ thống mạng đấu thầu quốc gia",
    "Hệ thống đấu thầu tỉnh Ví Dụ",
    "Nền tảng định danh và xác thực điện tử",
    "Hệ thống định danh, xác thực điện tử",
    "Cơ sở dữ liệu đất đai",
    "He thong dinh danh va xac thuc dien tu",
    "Cổng dữ liệu",
]
OWNERS: list[dict[str, str]] = [
    {"code": "G12"},
    {"code": "H99"},
    {"code": "G12", "name_vi": "Bộ Tài chính"},
    {"name_vi": "Bộ Tài chính"},
    {"code": "G01", "name_vi": "Bộ Tài chính"},
    {},
]
LISTED = "national-e-procurement"
FURTHER: list[dict[str, Any]] = [
    {"functions": ["e-tender"], "objective": "Đấu thầu qua mạng"},
    {},
    {"aliases": ["VNeID"], "environment": "staging"},
    {"databases": [{"id": "x", "master_of": ["enterprise", "household"]}]},
    {"functions": ["xác thực", "none"], "addresses": ["https://a.vi-du.gov.vn/"]},
    {"functions": ["e-tender"]},
    {"databases": [{"id": "y", "master_of": ["Enterprise"]}], "life_cycle": "ended"},
    {"aliases": ["vneid"], "objective": "Định danh và xác thực điện tử"},
    {"functions": ["e-tender"], "intermediary": "ndxp"},
    {"exemption": "cơ yếu", "addresses": ["https://a.vi-du.gov.vn"]},
]
RECORDS = [
    {"owner": owner, "name_vi": name, "life_cycle": "operating", **further}
    for (owner, name), further in zip(product(OWNERS, NAMES), cycle(FURTHER), strict=False)
]


def fleet(records: list[dict[str, Any]], *slugs: str) -> Fleet:
    named = chain(slugs, (f"nen-tang-{number}" for number in count()))
    told = ({"slug": slug, **record} for slug, record in zip(named, records, strict=False))
    return Fleet(yaml.safe_dump(record, allow_unicode=True) for record in told)


def of_every_pair(rule: Rule) -> Rule:
    """Return the rule with its predicate alone, which is asked about each pair."""
    assert isinstance(rule.when, Blocking)
    return replace(rule, when=rule.when.predicate)


@pytest.mark.parametrize("rule", ON_PAIRS, ids=lambda rule: rule.id)
def test_what_is_found_among_all_pairs_is_found_among_those_that_meet(rule: Rule) -> None:
    dossiers = as_dossiers(rule, fleet(RECORDS, LISTED))
    judged = [report.verdicts for report in audit(dossiers, [rule], FACTS)]
    expected = [report.verdicts for report in audit(dossiers, [of_every_pair(rule)], FACTS)]
    assert judged == expected
    assert any(verdict.findings for verdicts in judged for verdict in verdicts)


@pytest.mark.parametrize("rule", ON_PAIRS, ids=lambda rule: rule.id)
def test_records_that_have_nothing_in_common_are_not_compared(rule: Rule) -> None:
    words = ["đấu thầu", "đất đai", "hộ tịch", "thủy lợi", "khoáng sản", "bảo tàng"]
    records = [{"owner": {"code": f"G{n + 10}"}, "name_vi": f"Hệ thống {word}"} for n, word in enumerate(words)]
    asked = []

    def asking(pair: RecordPair, known: Facts) -> bool:
        asked.append(pair)
        return bool(rule.concerns(known)(pair))

    assert isinstance(rule.when, Blocking)
    watched = replace(rule, when=replace(rule.when, predicate=asking))
    audit(as_dossiers(ON_PAIRS[0], fleet(records)), [watched], FACTS)
    assert asked == []


def test_with_a_rule_that_has_no_keys_every_pair_is_looked_at() -> None:
    records = [{"owner": {"code": f"G{number + 10}"}, "name_vi": name} for number, name in enumerate(NAMES)]
    by_name = {rule.name.name: rule for rule in ON_PAIRS}
    of_all = replace(by_name["records_are_not_duplicated"], when=lambda pair: pair.platforms is not None)
    rules = [by_name["platforms_do_not_overlap"], of_all]
    for report in audit(as_dossiers(ON_PAIRS[0], fleet(records)), rules, FACTS):
        verdict = next(each for each in report.verdicts if each.rule == of_all.id)
        assert verdict.subjects == len(NAMES) - 1


def test_records_that_meet_for_one_rule_are_not_compared_for_another() -> None:
    records = [
        {"owner": {"code": "G12"}, "name_vi": f"Hệ thống {word}"} for word in ("hộ tịch", "thủy lợi", "bảo tàng")
    ]
    by_name = {rule.name.name: rule for rule in ON_PAIRS}
    asked = []

    def asking(pair: RecordPair, _: Facts) -> bool:
        asked.append(pair)
        return False

    overlap = by_name["platforms_do_not_overlap"]
    assert isinstance(overlap.when, Blocking)
    watched = replace(overlap, when=replace(overlap.when, predicate=asking))
    rules = [by_name["records_are_not_duplicated"], watched]
    reports = audit(as_dossiers(ON_PAIRS[0], fleet(records)), rules, FACTS)
    assert [report.verdicts[0].subjects for report in reports] == [2, 2, 2]
    assert asked == []


def test_gaps_of_many_pairs_are_counted() -> None:
    rule = next(rule for rule in ON_PAIRS if rule.name.name == "records_are_not_duplicated")
    records = [{"owner": {"code": "G12"}} for _ in range(5)]
    for report in audit(as_dossiers(rule, fleet(records)), [rule], FACTS):
        (verdict,) = report.verdicts
        assert (verdict.outcome, verdict.subjects, verdict.unseen) == (Outcome.NOT_OBSERVED, 0, 4)
        assert verdict.reason is not None
        assert str(verdict.reason) == "one of two records of one owner gives no name"


def test_pairs_of_which_nothing_can_be_said_are_counted_and_not_looked_at() -> None:
    rule = next(rule for rule in ON_PAIRS if rule.name.name == "master_data_has_one_home")
    assert isinstance(rule.when, Blocking)
    asked = []

    def asking(pair: RecordPair, known: Facts) -> bool:
        asked.append(pair)
        return bool(rule.concerns(known)(pair))

    watched = replace(rule, when=replace(rule.when, predicate=asking))
    kept = [["enterprise"], ["household"], ["enterprise", "land"], ["vehicle"], []]
    records = [{"databases": [{"id": "x", "master_of": each}]} for each in kept]
    reports = audit(as_dossiers(rule, fleet(records)), [watched], FACTS)
    assert [report.verdicts[0].subjects for report in reports] == [3, 3, 3, 3, 0]
    assert [len(report.verdicts[0].findings) for report in reports] == [1, 0, 1, 0, 0]
    assert len(asked) == 1
