"""What an edition of the catalogue changed is told to those who use it, requirement by requirement."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import compliance
from compliance.judgement.severity import maximum_severity
from compliance.loading.facts.editions import editions
from compliance.loading.facts.published import facts
from compliance.model.edition import Change, RowChange
from compliance.model.grades import Proof

Run = Callable[..., Any]
SINCE = "2026.11.21"


def day_of(version: str) -> date:
    return date(*map(int, version.split(".")))


def test_editions_follow_each_other_up_to_the_catalogue_in_use() -> None:
    heads = [edition.edition for edition in editions()]
    assert [head.since for head in heads[1:]] == [head.version for head in heads[:-1]]
    assert heads[-1].version == facts(date.min).catalogue.version
    assert all(head.since < head.version for head in heads)


def test_each_change_names_requirements_that_there_are() -> None:
    known = facts(date.min).catalogue
    for edition in editions():
        names = [row.id for row in edition.rows]
        assert len(names) == len(set(names))
        for row in edition.rows:
            is_gone = row.change in {Change.SPLIT, Change.REMOVED}
            assert (row.id in known.requirements) is not is_gone, row.id
            assert all(name in known.requirements for name in row.into), row.id
            assert row.change is not Change.SPLIT or row.into
            assert (row.change is Change.CHANGED) is bool(row.aspects), row.id


def test_the_last_edition_says_the_weight_and_the_grade_that_are_now() -> None:
    last = editions()[-1]
    known = facts(day_of(last.edition.version))
    told = [row for row in last.rows if row.weight or row.grade]
    assert told
    for row in told:
        requirement = known.catalogue.requirements[row.id]
        if row.weight:
            assert row.weight.after == maximum_severity([requirement], Proof.CONCLUSIVE, known), row.id
        if row.grade:
            assert row.grade.after == requirement.verified, row.id


def test_an_id_that_was_split_is_still_found() -> None:
    rows = [row for edition in editions() for row in edition.rows if row.change is Change.SPLIT]
    assert {row.id for row in rows} >= {"L20-2023.D42.K4-K5", "ND194-2025.D19"}
    for row in rows:
        page = compliance.explain(row.id)
        assert isinstance(page, compliance.RequirementPage)
        assert page.requirement.id in row.into


def changed(since: str = SINCE) -> dict[str, RowChange]:
    return {row.id: row for edition in editions() if edition.edition.version > since for row in edition.rows}


def test_what_changed_is_listed_for_programs(run: Run) -> None:
    rows = {row["id"]: row for row in json.loads(run("requirements", "--changed-since", SINCE, "--format", "json").out)}
    assert set(rows) == set(changed())
    raised = rows["ND194-2025.D21.K1"]
    assert raised["changes"][0]["version"] == "2026.11.28"
    assert raised["changes"][0]["grade"] == {"before": "memory", "after": "secondary"}
    assert raised["weight"] == raised["changes"][0]["weight"]["after"]
    assert rows["L20-2023.D42.K4-K5"]["changes"][0]["into"] == ["L20-2023.D42.K4", "L20-2023.D42.K5"]
    assert set(rows["QD1425-2026.P2.AUTH"]["changes"][0]["reason"]) == {"en", "vi"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("changed: whom or what it", "split: into", "added")),
        ("vi", ("sửa đổi: đối tượng", "tách: thành", "bổ sung")),
    ],
)
def test_what_changed_is_listed_for_people_with_the_reason(run: Run, language: str, said: tuple[str, ...]) -> None:
    result = run("requirements", "--changed-since", SINCE, "--lang", language)
    text = " ".join(result.out.split())
    assert result.status == 0
    for name in changed():
        assert name in text
    assert all(part in text for part in said)
    assert str(len(changed())) in result.err


def test_one_instrument_alone_is_listed_with_what_it_was_split_from(run: Run) -> None:
    options = ("--changed-since", SINCE, "--instrument", "luat-20-2023", "--format", "json")
    names = {row["id"] for row in json.loads(run("requirements", *options).out)}
    assert names == {name for name in changed() if name.startswith("L20-2023.")}


def test_nothing_changed_since_the_catalogue_in_use(run: Run) -> None:
    version = facts(date.min).catalogue.version
    assert json.loads(run("requirements", "--changed-since", version, "--format", "json").out) == []


def test_an_edition_that_is_not_known_is_named_with_those_that_are(run: Run) -> None:
    result = run("requirements", "--changed-since", "2020.01.01")
    assert result.status == 64
    assert "2020.01.01" in result.err
    assert SINCE in result.err
