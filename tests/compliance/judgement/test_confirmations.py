"""Confirmations: a fail counts when a person has looked, and until then it is said to wait."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
RULE = "record.sharing_is_free_of_charge"
DECLARED = "provenance: {declared: true, declared_by: {unit: Cơ quan mẫu, person: Chánh văn phòng, on: 2026-11-20}}\n"
RECORD = """\
slug: vi-du
owner: {code: G12, name_vi: Bộ Tài chính}
services:
- {id: gia, fee: {agency: 500, legal_ground: none}}
- {id: dat, fee: {agency: 900, legal_ground: none}}
"""


def confirmation(scope: str = "record.yaml#*", on: str = "2026-11-25", who: str = "Phạm Văn Mẫu") -> str:
    return f"- rule: {RULE}\n  scope: '{scope}'\n  who: {who}\n  on: {on}\n  seen: the invoice of October\n"


def judged(run: Run, *options: str, day: str = "2026-11-28") -> tuple[Any, dict[str, Any], dict[str, Any]]:
    result = run("check", "record.yaml", "--as-of", day, "--format", "json", *options)
    report = json.loads(result.out)
    return result, next(v for v in report["subjects"][0]["verdicts"] if v["rule"] == RULE), report


@pytest.fixture(autouse=True)
def record(write: Write) -> None:
    write("record.yaml", RECORD + DECLARED)


def test_a_fail_waits_for_a_person_and_stops_a_pipeline_all_the_same(run: Run) -> None:
    result, verdict, report = judged(run)
    assert result.status == 1
    assert (verdict["outcome"], verdict["severity"]) == ("breached", "fail")
    assert [found["confirmation"] for found in verdict["violations"]] == ["needed", "needed"]
    summary = report["summary"]
    assert (summary["breached"]["fail"], summary["breached"]["to_confirm"]) == (0, 1)
    assert (summary["findings"]["fail"], summary["to_confirm"]) == (0, 2)


def test_a_confirmed_fail_counts_and_says_who_saw_what(run: Run, write: Write) -> None:
    write("c.yaml", confirmation())
    result, verdict, report = judged(run, "--confirmations", "c.yaml")
    assert (result.status, report["notices"]) == (1, [])
    assert {found["confirmation"] for found in verdict["violations"]} == {"given"}
    confirmed = verdict["violations"][0]["confirmed"]
    assert confirmed == {"who": "Phạm Văn Mẫu", "on": "2026-11-25", "seen": "the invoice of October"}
    assert (report["summary"]["breached"]["fail"], report["summary"]["to_confirm"]) == (1, 0)


def test_a_fingerprint_confirms_one_finding_and_the_other_waits(run: Run, write: Write) -> None:
    first = judged(run)[1]["violations"][0]["fingerprint"]
    write("c.yaml", confirmation(first))
    summary = judged(run, "--confirmations", "c.yaml")[2]["summary"]
    assert (summary["findings"]["fail"], summary["to_confirm"]) == (1, 1)
    assert summary["breached"] == summary["breached"] | {"fail": 1, "to_confirm": 0}


def test_a_breach_that_nobody_stands_for_is_a_warning_and_needs_no_confirmation(run: Run, write: Write) -> None:
    for provenance in ("", "provenance: {declared: true}\n", "provenance: {declared: true, declared_by: {}}\n"):
        write("record.yaml", RECORD + provenance)
        _, verdict, _ = judged(run)
        found = verdict["violations"][0]
        assert (verdict["severity"], verdict["proof"]) == ("warn", "indicative")
        assert (found["severity"], found["proof"], found["confirmation"]) == ("warn", "indicative", "not-needed")


@pytest.mark.parametrize(("simulated", "weight"), [("false", "warn"), ("true", "fail")])
def test_a_staging_environment_never_fails_and_a_simulated_one_says_so(
    run: Run, write: Write, simulated: str, weight: str
) -> None:
    write("record.yaml", f"{RECORD}{DECLARED}environment: staging\nsimulated: {simulated}\n")
    _, verdict, report = judged(run)
    assert (verdict["severity"], report["simulated"]) == (weight, simulated == "true")
    assert {found["severity"] for found in verdict["violations"]} == {weight}


def test_a_waiver_comes_before_the_question_who_confirms(run: Run, write: Write) -> None:
    write(
        "w.yaml",
        f"- {{rule: {RULE}, scope: 'record.yaml#*', reason: a, legal_basis: b, owner: c, approver: d,"
        " expires: 2027-03-01}\n",
    )
    result, verdict, report = judged(run, "--waivers", "w.yaml")
    assert (result.status, verdict["outcome"], report["summary"]["to_confirm"]) == (0, "waived", 0)


def test_a_confirmation_grows_old_after_a_year(run: Run, write: Write) -> None:
    write("c.yaml", confirmation(on="2026-11-20"))
    assert judged(run, "--confirmations", "c.yaml", day="2027-11-20")[2]["notices"] == []
    report = judged(run, "--confirmations", "c.yaml", day="2027-11-21")[2]
    assert report["summary"]["to_confirm"] == 2
    assert report["notices"] == [
        f"the confirmation of {RULE} of 20 November 2026 is older than a year; its findings wait again"
    ]


def test_an_unused_confirmation_gives_notice(run: Run, write: Write) -> None:
    write("c.yaml", confirmation() + confirmation("elsewhere.yaml#*"))
    notices = judged(run, "--confirmations", "c.yaml")[2]["notices"]
    assert notices == [f"the confirmation of {RULE} for elsewhere.yaml#* was not needed"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (confirmation(who="' '"), "confirmation 1: who is empty"),
        (confirmation(on="soon"), "is no date"),
        (confirmation(on="2999-01-01"), "made on 1 January 2999, a day to come"),
        (confirmation().replace("seen:", "sen:"), "did you mean seen?"),
        ("- rule: x\n", "is missing"),
        ("a: b\n", "has the wrong form"),
    ],
)
def test_a_confirmation_that_is_none_is_refused(run: Run, write: Write, text: str, said: str) -> None:
    write("c.yaml", text)
    result = run("check", "record.yaml", "--confirmations", "c.yaml", "--as-of", "2026-11-28")
    assert result.status == 2
    assert said in result.err


def test_a_confirmation_of_a_rule_that_does_not_exist_is_bad_usage(run: Run, write: Write) -> None:
    write("c.yaml", confirmation().replace(RULE, "record.sharing_is_cheap"))
    result = run("check", "record.yaml", "--confirmations", "c.yaml")
    assert (result.status, "there is no rule record.sharing_is_cheap" in result.err) == (64, True)


def test_who_looked_at_one_platform_confirms_nothing_of_another(run: Run, write: Write) -> None:
    for slug in ("mot", "hai"):
        write(f"{slug}.yaml", RECORD.replace("vi-du", slug) + DECLARED)
    write("c.yaml", f"{confirmation('*')}  platform: mot\n")
    options = ("--confirmations", "c.yaml", "--as-of", "2026-11-28", "--format", "json")
    subjects = json.loads(run("check", "mot.yaml", "hai.yaml", *options).out)["subjects"]
    found = {
        subject["id"]: {
            violation["confirmation"]
            for verdict in subject["verdicts"]
            if verdict["rule"] == RULE
            for violation in verdict["violations"]
        }
        for subject in subjects
    }
    assert found == {"mot": {"given"}, "hai": {"needed"}}
