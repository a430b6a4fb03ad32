"""Waivers: a breach is accepted for a time, by two people, and never in silence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
OPEN = (
    "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths: {/households: {get: {}}, /prices: {get: {}}}\n"
    "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n"
)
RULE = "openapi.operation_requires_security"


def waiver(scope: str = "openapi.yaml#/paths/*", expires: str = "2027-03-01", approver: str = "Phạm Văn Mẫu") -> str:
    return (
        f"- rule: {RULE}\n  scope: '{scope}'\n  reason: gateway demands tokens\n  legal_basis: internal decision 01\n"
        f"  owner: Nguyễn Thị Mẫu\n  approver: {approver}\n  expires: '{expires}'\n"
    )


def judged(run: Run, day: str = "2026-11-21") -> tuple[Any, dict[str, Any], list[str]]:
    options = ("--as-of", day, "--format", "json", "--fail-on", "warn", "--select", RULE)
    result = run("check", "openapi.yaml", "--waivers", "w.yaml", *options)
    report = json.loads(result.out)
    verdict = next(v for v in report["subjects"][0]["verdicts"] if v["rule"] == RULE)
    return result, verdict, report["notices"]


@pytest.fixture(autouse=True)
def document(write: Write) -> None:
    write("openapi.yaml", OPEN)


def test_a_waived_breach_does_not_gate_and_stays_visible(run: Run, write: Write) -> None:
    write("w.yaml", waiver())
    result, verdict, notices = judged(run)
    assert (result.status, verdict["outcome"], len(verdict["violations"]), notices) == (0, "waived", 2, [])


def test_what_several_waivers_cover_is_accepted_until_the_first_of_them_ends(run: Run, write: Write) -> None:
    write("w.yaml", waiver("openapi.yaml#/paths/~1prices/get", "2027-01-31") + waiver(expires="2027-03-01"))
    verdict = judged(run)[1]
    assert (verdict["outcome"], verdict["reason"]) == ("waived", "accepted by a waiver until 31 January 2027")


def test_a_waiver_of_one_finding_leaves_the_other(run: Run, write: Write) -> None:
    write("w.yaml", waiver("openapi.yaml#/paths/~1prices/get"))
    result, verdict, _ = judged(run)
    assert (result.status, verdict["outcome"]) == (1, "breached")
    assert [violation["waived_by"] for violation in verdict["violations"]] == [None, "Phạm Văn Mẫu"]


def test_a_fingerprint_is_a_scope(run: Run, write: Write) -> None:
    write("w.yaml", waiver())
    prints = [violation["fingerprint"] for violation in judged(run)[1]["violations"]]
    write("w.yaml", "".join(waiver(value) for value in prints))
    assert judged(run)[1]["outcome"] == "waived"


def test_a_fingerprint_of_an_earlier_version_is_still_a_scope(run: Run, write: Write) -> None:
    """Files of waivers and baselines outlive versions: what a finding is called must not change."""
    write("w.yaml", "".join(waiver(value) for value in ("41ae4318144f92be", "66d2d551f91413b9")))
    _, verdict, notices = judged(run)
    assert (verdict["outcome"], notices) == ("waived", [])


def test_an_expired_waiver_lets_the_breach_return(run: Run, write: Write) -> None:
    write("w.yaml", waiver(expires="2026-11-20"))
    result, verdict, notices = judged(run)
    assert (result.status, verdict["outcome"]) == (1, "breached")
    assert notices == [f"the waiver of {RULE} expired on 20 November 2026; its breaches count again"]


@pytest.mark.parametrize("expires", ["2026-11-21", "2027-11-21"])
def test_a_waiver_counts_on_its_last_day_and_for_a_year_at_most(run: Run, write: Write, expires: str) -> None:
    write("w.yaml", waiver(expires=expires))
    result, verdict, _ = judged(run)
    assert (result.status, verdict["outcome"]) == (0, "waived")


def test_a_waiver_that_ends_within_thirty_days_gives_notice(run: Run, write: Write) -> None:
    write("w.yaml", waiver(expires="2026-12-21"))
    assert judged(run)[2] == [f"the waiver of {RULE} ends on 21 December 2026"]
    write("w.yaml", waiver(expires="2026-12-22"))
    assert judged(run)[2] == []


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ("openapi.yaml#/paths/*/post", "for openapi.yaml#/paths/*/post was not needed"),
        ("elsewhere.yaml#*", "for elsewhere.yaml#* was not needed in this run: no such file was looked at"),
        ("openapi.yml#*", "was not needed in this run: no such file was looked at; did you mean openapi.yaml?"),
        ("openapi.yaml", "for openapi.yaml covers nothing; the nearest finding of that rule is openapi.yaml#*"),
        (
            "openapi.yaml#/paths/prices/get",
            "covers nothing; the nearest finding of that rule is openapi.yaml#/paths/~1prices/get",
        ),
    ],
)
def test_an_unused_waiver_gives_notice_with_what_is_near(run: Run, write: Write, scope: str, said: str) -> None:
    write("w.yaml", waiver(scope))
    result, _, notices = judged(run)
    assert result.status == 1
    assert [notice.endswith(said) for notice in notices] == [True], notices


def test_what_a_waiver_covers_is_not_offered_to_another(run: Run, write: Write) -> None:
    write("w.yaml", waiver() + waiver("openapi.yaml"))
    assert judged(run)[2] == [f"the waiver of {RULE} for openapi.yaml was not needed"]


def test_a_slip_in_a_fingerprint_is_told(run: Run, write: Write) -> None:
    write("w.yaml", waiver())
    mark = judged(run)[1]["violations"][0]["fingerprint"]
    slip = mark[:-1] + ("0" if mark[-1] != "0" else "1")
    write("w.yaml", waiver(f'"{slip}"'.replace('"', "")))
    assert judged(run)[2] == [
        f"the waiver of {RULE} for {slip} covers nothing; the nearest finding of that rule is {mark}"
    ]


@pytest.mark.parametrize(
    "choice",
    [
        ("--select", "openapi.document_parses"),
        ("--ignore", RULE),
        ("--ignore", "L20-2023.*,GP.*,NDX*,ND*,L*,QD*,TT*"),
    ],
)
def test_a_waiver_of_a_rule_that_was_not_run_is_not_called_unneeded(run: Run, write: Write, choice: Any) -> None:
    write("w.yaml", waiver())
    options = ("--as-of", "2026-11-21", "--format", "json", "--waivers", "w.yaml")
    (notice,) = json.loads(run("check", "openapi.yaml", *options, *choice).out)["notices"]
    assert notice == f"waivers of rules that were not run this time, of which nothing is known: 1 (first: {RULE})"


def test_a_waiver_of_what_could_not_be_read_is_not_called_unneeded(run: Run, write: Write) -> None:
    write("w.yaml", waiver("openapi.yaml#/paths/~1prices/put"))
    write("openapi.yaml", OPEN.replace("/prices: {get: {}}", "/prices: {$ref: 'gone.yaml'}"))
    result, verdict, notices = judged(run)
    assert (result.status & 2, verdict["outcome"]) == (2, "breached")
    assert notices == [
        f"the waiver of {RULE} for openapi.yaml#/paths/~1prices/put covers nothing that was seen; "
        "its rule did not see everything"
    ]


def test_waivers_that_cover_nothing_are_counted_after_the_first(run: Run, write: Write) -> None:
    write("w.yaml", "".join(waiver(f"openapi.yaml#/paths/*/x-{number}") for number in range(30)))
    notices = judged(run)[2]
    assert (len(notices), notices[-1]) == (26, "5 more waivers cover nothing")


def test_a_quiet_run_still_says_what_becomes_of_waivers(run: Run, write: Write) -> None:
    write("w.yaml", waiver(expires="2026-12-01"))
    quiet = ("check", "openapi.yaml", "--as-of", "2026-11-21", "--waivers", "w.yaml", "--select", RULE, "--quiet")
    said = f"compliance: the waiver of {RULE} ends on 1 December 2026\n"
    assert (run(*quiet).err, run(*quiet, "--output", "json=a.json").err) == (said, said)
    assert run(*quiet, "--format", "json").err == ""


@pytest.mark.parametrize("form", ["text", "json", "html"])
@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_is_said_of_waivers_stands_in_every_report(run: Run, write: Write, form: str, language: str) -> None:
    write(
        "w.yaml", waiver("openapi.yaml#/paths/~1prices/get", "2026-12-01") + waiver("openapi.yaml#/gone", "2027-01-01")
    )
    options = ("--as-of", "2026-11-21", "--waivers", "w.yaml", "--select", RULE, "--format", form, "--lang", language)
    said = " ".join(run("check", "openapi.yaml", *options).out.split())
    ends = {"en": "ends on 1 December 2026", "vi": "kết thúc ngày 01/12/2026"}
    unused = {"en": "was not needed", "vi": "không cần dùng đến"}
    assert ends[language] in said
    assert unused[language] in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (waiver(approver="nguyễn thị mẫu"), "owner and approver are the same"),
        (waiver(expires="2027-12-01"), "at most one year ahead"),
        (waiver(expires="2027-11-22"), "at most one year ahead"),
        (
            "".join(
                f"- {{rule: {RULE}, scope: '*', reason: {empty}, legal_basis: {empty}, owner: {empty},"
                f" approver: {empty}, expires: 2027-03-01}}\n"
                for empty in ("''", "' '", "null")
            ),
            "waivers that nobody has signed: 3 of 3",
        ),
        (waiver(expires="soon"), "is no date"),
        (waiver().replace("internal decision 01", "' '"), "legal_basis is empty"),
        (waiver(approver="'nguyễn thị mẫu '"), "owner and approver are the same"),
        (waiver() + "---\n" + waiver(), "more than one YAML document"),
        ("- rule: x\n", "is missing"),
        ("a: b\n", "has the wrong form"),
    ],
)
def test_a_waiver_that_is_none_is_refused(run: Run, write: Write, text: str, said: str) -> None:
    write("w.yaml", text)
    result = run("check", "openapi.yaml", "--waivers", "w.yaml", "--as-of", "2026-11-21")
    assert result.status == 2
    assert said in result.err


def test_a_waiver_of_a_rule_that_does_not_exist_is_bad_usage(run: Run, write: Write) -> None:
    write("w.yaml", waiver().replace(RULE, "openapi.operation_demands_security"))
    result = run("check", "openapi.yaml", "--waivers", "w.yaml", "--as-of", "2026-11-21")
    said = f"w.yaml: there is no rule openapi.operation_demands_security; did you mean {RULE}?"
    assert (result.status, said in result.err) == (64, True)


def test_all_that_is_wrong_with_waivers_is_told_with_its_line(run: Run, write: Write) -> None:
    write("w.yaml", waiver(expires="2029-03-01", approver="Nguyễn Thị Mẫu") + waiver(approver="' '"))
    result = run("check", "openapi.yaml", "--waivers", "w.yaml", "--as-of", "2026-11-21")
    assert (result.status, result.out) == (2, "")
    assert [line.split(" waiver ")[0] for line in result.err.splitlines()] == [
        "compliance: w.yaml:6:3:",
        "compliance: w.yaml:7:3:",
        "compliance: w.yaml:13:3:",
    ]


def test_a_file_of_another_form_is_told_in_the_language_of_the_reader(run: Run, write: Write) -> None:
    write("w.yaml", "waivers:\n" + waiver())
    for language, said in (("en", "the file has the wrong form"), ("vi", "tệp sai định dạng")):
        result = run("check", "openapi.yaml", "--waivers", "w.yaml", "--lang", language)
        assert (result.status, "compliance: w.yaml:1:1: " + said in result.err) == (2, True)
        assert "[{rule: …, scope: …, reason: …, " in result.err


def two_platforms(write: Write) -> None:
    """Write the records of two platforms whose services have one id, and in whose documents the same is wrong."""
    for slug in ("mot", "hai"):
        write(f"{slug}.yaml", OPEN)
        record = f"slug: {slug}\nname_vi: Nền tảng {slug}\nowner: {{code: G12, name_vi: Cơ quan thử}}\n"
        write(f"{slug}.record.yaml", f"{record}services:\n- {{id: api, name_vi: Dịch vụ, document: {slug}.yaml}}\n")


def of_two(run: Run, *options: str) -> tuple[dict[str, list[str | None]], list[str]]:
    """Return by platform who approved the waiver of each finding, and the notices."""
    given = ("mot.record.yaml", "hai.record.yaml", "--select", RULE, "--as-of", "2026-11-28", "--format", "json")
    report = json.loads(run("check", *given, *options).out)
    return {
        subject["id"]: [
            violation["waived_by"]
            for verdict in subject["verdicts"]
            if verdict["rule"] == RULE
            for violation in verdict["violations"]
        ]
        for subject in report["subjects"]
    }, report["notices"]


def test_a_waiver_of_a_platform_covers_no_finding_of_another_with_the_same_fingerprint(run: Run, write: Write) -> None:
    two_platforms(write)
    given = ("mot.record.yaml", "hai.record.yaml", "--select", RULE, "--format", "json")
    subjects = json.loads(run("check", *given).out)["subjects"]
    prints = [
        {each["fingerprint"] for verdict in subject["verdicts"] for each in verdict["violations"]}
        for subject in subjects
    ]
    assert prints[0] == prints[1] != set()
    write("w.yaml", "".join(f"{waiver(each)}  platform: mot\n" for each in prints[0]))
    approvers, notices = of_two(run, "--waivers", "w.yaml")
    assert approvers == {"mot": ["Phạm Văn Mẫu"] * 2, "hai": [None] * 2}
    assert notices == []


def test_a_waiver_of_a_platform_that_was_not_looked_at_says_so(run: Run, write: Write) -> None:
    two_platforms(write)
    write("w.yaml", f"{waiver('*')}  platform: mott\n")
    approvers, notices = of_two(run, "--waivers", "w.yaml")
    assert approvers == {"mot": [None] * 2, "hai": [None] * 2}
    assert "mott was not looked at" in " ".join(notices)


def test_a_baseline_names_the_platform_of_each_finding(run: Run, write: Write) -> None:
    two_platforms(write)
    given = ("mot.record.yaml", "hai.record.yaml", "--select", RULE, "--as-of", "2026-11-28")
    entries = run("baseline", *given, "-o", "b.yaml")
    assert entries.status == 0
    text = Path("b.yaml").read_text("utf-8")
    assert (text.count('platform: "mot"\n'), text.count('platform: "hai"\n')) == (2, 2)
