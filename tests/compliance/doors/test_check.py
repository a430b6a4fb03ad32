"""`compliance check`: documents and records in, findings with clause, line and column out."""

import gettext
import json
import os
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from compliance.model.subject import kind_of
from compliance.rules import all_rules
from ndxp_mocks import flawless, serve

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]

CLEAN = """\
openapi: 3.1.0
info: {title: Tra cứu hộ kinh doanh, version: 1.0.0}
servers: [{url: https://api.example.gov.vn/v1}]
security: [{token: []}]
paths: {/households: {get: {}}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
"""
OPEN = (
    "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths:\n  /households:\n    get: {}\n"
    "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n"
)
RECORD = """\
slug: household-business
name_vi: Hệ thống đăng ký hộ kinh doanh
owner: {code: G12, name_vi: Bộ Tài chính}
services:
- id: households
  name: Tra cứu hộ kinh doanh
  base_url: https://api.example.gov.vn/v1
  document: openapi.yaml
  fee: {agency: 500, legal_ground: none}
connections: [{via: ndxp, status: connected, since: 2025-03-01, network: state}]
provenance: {declared: true, declared_by: {unit: Cơ quan mẫu, person: Chánh văn phòng, on: 2026-11-20}}
"""


def test_a_document_without_breach_gives_zero_and_claims_no_more_than_it_saw(run: Run, write: Write) -> None:
    path = write("openapi.yaml", CLEAN)
    options = ("--select", "openapi.operation_requires_security", "--select", "openapi.document_parses")
    result = run("check", path, *options)
    assert (result.status, result.err) == (0, "")
    states = Counter(
        row["state"] for row in json.loads(run("check", path, *options, "--format", "json").out)["requirements"]
    )
    checkable = states.total() - states["not_checkable"]
    kept = states["no_breach_found"]
    assert 0 < kept < checkable  # because of a requirement on which another rule speaks too, not all was looked at
    claim = f"No breach found in {kept} of the {checkable} requirements a machine can check"
    assert claim in " ".join(result.out.split())
    assert "compliant" not in result.out


def test_a_finding_names_place_rule_message_and_clause(run: Run, write: Write) -> None:
    result = run("check", write("openapi.yaml", OPEN))
    text = " ".join(result.out.split())
    assert "openapi.yaml:5:5 warn openapi.operation_requires_security" in text
    assert "GET /households can be called without credentials: no `security`" in text
    assert "[L20-2023.D42.K1.D, QD1562-2025.IDENT, ND331-2026.D30.K4, QD1425-2026.P2.AUTH]" in text


def test_a_report_says_once_which_files_it_is_about(run: Run, write: Write) -> None:
    write(
        "openapi.yaml",
        "openapi: 3.1.0\ninfo: {version: 1.0.0}\npaths: {/a: {$ref: 'p.yaml'}}\n" + OPEN.splitlines()[-1],
    )
    part = write("p.yaml", "get: {}\npost: {}\n")
    digest = sha256(Path(part).read_bytes()).hexdigest()
    selected = ("--select", "openapi.operation_requires_security")
    subject = json.loads(run("check", "openapi.yaml", "--format", "json", *selected).out)["subjects"][0]
    assert [source["uri"] for source in subject["sources"]] == ["openapi.yaml", "p.yaml"]
    assert subject["sources"][1]["sha256"] == digest
    found = [violation for verdict in subject["verdicts"] for violation in verdict["violations"]]
    assert [violation["evidence"] for violation in found] == [None, None]
    assert run("check", "openapi.yaml", "--format", "html").out.count(digest) == 1
    text = run("check", "openapi.yaml").out
    assert (text.count(digest), "p.yaml SHA-256:" in text) == (1, True)


def test_the_gate_is_chosen_by_the_user(run: Run, write: Write) -> None:
    path = write("openapi.yaml", OPEN)
    assert run("check", path).status == 0
    gated = run("check", path, "--fail-on", "warn", "--select", "openapi.operation_requires_security")
    assert gated.status == 1
    assert gated.err.startswith("compliance: --fail-on warn: findings 1; rules broken 1; requirements with a breach ")


def test_a_run_that_warns_says_that_warnings_stop_nothing(run: Run, write: Write) -> None:
    path = write("openapi.yaml", OPEN)
    chosen = ("check", path, "--select", "openapi.operation_requires_security")
    hint = "compliance: findings that warn and let the exit status be 0: 1; --fail-on warn stops a pipeline on them"
    assert run(*chosen).err.startswith(hint)
    assert "`compliance explain fail-on`" in run(*chosen).err
    assert "cảnh báo nhưng vẫn để mã thoát là 0: 1; " in run(*chosen, "--lang", "vi").err
    assert run(*chosen, "--output", "json=a.json").err.startswith(hint)


@pytest.mark.parametrize(
    "options",
    [("--quiet",), ("--format", "json"), ("--output", "json=-"), ("--fail-on", "fail"), ("--fail-on=never",)],
)
def test_who_asks_for_no_text_or_has_chosen_is_told_nothing_of_it(run: Run, write: Write, options: Any) -> None:
    chosen = ("--select", "openapi.operation_requires_security")
    result = run("check", write("openapi.yaml", OPEN), *chosen, *options)
    assert (result.status, result.err) == (0, "")


def test_who_has_chosen_in_a_file_or_waived_is_told_nothing_of_it(run: Run, write: Write) -> None:
    rule = "openapi.operation_requires_security"
    path = write("openapi.yaml", OPEN)
    write(
        "w.yaml",
        f"- {{rule: {rule}, scope: '*', reason: a, legal_basis: b, owner: c, approver: d, expires: 2026-12-31}}",
    )
    waived = run("check", path, "--select", rule, "--waivers", "w.yaml", "--as-of", "2026-11-01")
    assert (waived.status, waived.err) == (0, "")
    write("compliance.toml", 'fail-on = "fail"\n')
    assert run("check", path, "--select", rule).err == "compliance: settings of compliance.toml\n"


@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_stops_a_pipeline_is_explained_with_the_weights_of_the_day(run: Run, language: str) -> None:
    page = run("explain", "fail-on", "--as-of", "2026-11-21", "--lang", language)
    assert page.status == 0
    assert run("explain", "--fail-on", "--lang", language).status == 64
    rules = json.loads(run("rules", "--format", "json", "--as-of", "2026-11-21").out)
    weights = Counter(rule["severity"] for rule in rules if rule["id"].startswith("openapi."))
    counted = {
        "en": "Rules on documents on 21 November 2026: {}. Of these may fail: {}; warn at most: {}; advise at most: {}",
        "vi": "Số quy tắc về tài liệu vào ngày 21/11/2026: {}. Trong đó có thể không đạt: {}; nhiều nhất là cảnh báo: "
        "{}; nhiều nhất là khuyến nghị: {}.",
    }
    said = counted[language].format(weights.total(), weights["fail"], weights["warn"], weights["advice"])
    assert said in " ".join(page.out.split())
    assert 'fail-on = "warn"' in page.out


def test_a_failing_breach_gives_one_and_says_why(run: Run, write: Write) -> None:
    write("openapi.yaml", CLEAN)
    result = run("check", write("record.yaml", RECORD), "--format", "json")
    assert (result.status, result.err) == (
        1,
        "compliance: --fail-on fail: findings 1; rules broken 1; requirements with a breach 1\n",
    )
    subject = json.loads(result.out)["subjects"][0]
    found = {verdict["rule"]: verdict for verdict in subject["verdicts"]}
    free = found["record.sharing_is_free_of_charge"]
    assert (free["outcome"], free["severity"]) == ("breached", "fail")
    assert free["violations"][0]["location"] == {
        "uri": "record.yaml",
        "pointer": "/services/0/fee/agency",
        "line": 9,
        "column": 9,
    }
    assert found["openapi.operation_requires_security"]["outcome"] == "met"
    assert found["endpoint.old_tls_is_refused"]["outcome"] == "not_observed"


def test_a_record_with_only_slug_and_owner_works(run: Run, write: Write) -> None:
    path = write("record.yaml", "slug: household-business\nowner: {code: G12, name_vi: Bộ Tài chính}\n")
    result = run("check", path, "--format", "json")
    assert result.status == 0
    outcomes = {v["rule"]: v["outcome"] for v in json.loads(result.out)["subjects"][0]["verdicts"]}
    assert {rule for rule, outcome in outcomes.items() if outcome == "met"} == {
        "record.owner_code_and_name_agree",
        "record.owner_code_is_well_formed",
        "record.owner_is_in_force",
        "record.record_holds_no_secret",
    }
    assert outcomes["record.record_names_its_owner"] == outcomes["record.dates_are_possible"] == "not_applicable"
    assert set(outcomes.values()) == {"met", "not_applicable", "not_observed"}


def test_bad_fields_of_a_record_are_all_told_with_their_lines(run: Run, write: Write) -> None:
    text = "slug: a\nowner: {cod: G12}\nenvironment: prod\nservices:\n- name: x\nsince: 5\n"
    result = run("check", write("record.yaml", text))
    assert result.status == 2
    assert all(place in result.out for place in ("record.yaml:2:9", "record.yaml:5:3", "record.yaml:6:1"))
    gaps = json.loads(run("check", "record.yaml", "--format", "json").out)["subjects"][0]["gaps"]
    assert [(gap["line"], gap["column"], gap["reason"]) for gap in gaps if gap["line"]] == [
        (2, 9, "the field owner.cod is not known; did you mean code?"),
        (3, 1, "environment is not one of production, staging"),
        (5, 3, "the field services.0.id is missing"),
        (6, 1, "the field since is not known"),
    ]


def test_a_slug_cannot_be_a_path(run: Run, write: Write) -> None:
    result = run("check", write("record.yaml", "slug: ../../etc\nowner: none\n"))
    assert result.status == 2
    assert "the slug ../../etc is not of small letters, digits and hyphens" in " ".join(result.out.split())


def test_a_folder_is_searched_and_what_is_neither_is_counted(run: Run, write: Write) -> None:
    write("api/openapi.yaml", CLEAN)
    write("api/parts/schemas.yaml", "Household: {type: object}\n")
    write("api/broken.json", '{"openapi": "3.0.0", ')
    write("api/.hidden/openapi.yaml", OPEN)
    write("api/node_modules/khac/openapi.yaml", OPEN)
    result = run("check", "api", "--format", "json")
    report = json.loads(result.out)
    assert [subject["id"] for subject in report["subjects"]] == ["api/broken.json", "api/openapi.yaml"]
    assert report["notices"] == [
        "neither OpenAPI document nor record, passed over: 1 (first: api/parts/schemas.yaml)",
        "api/parts/schemas.yaml: this is neither OpenAPI document nor record: at its top stands Household; "
        "a document has `openapi` or `swagger` there, a record `slug` and `owner`",
    ]
    assert result.status == 2


@pytest.mark.parametrize("paths", [(".",), ("api", "records"), ("api/openapi.yaml", "records/a.yaml")])
def test_a_document_that_a_record_names_is_judged_once(run: Run, write: Write, paths: tuple[str, ...]) -> None:
    write("api/openapi.yaml", OPEN)
    write("api/other.yaml", OPEN)
    write("records/a.yaml", RECORD.replace("openapi.yaml", "../api/openapi.yaml"))
    selected = ("--select", "openapi.operation_requires_security")
    report = json.loads(run("check", *paths, "--format", "json", *selected).out)
    alone = [] if paths[0].endswith(".yaml") else ["api/other.yaml"]
    assert [subject["id"] for subject in report["subjects"]] == [*alone, "household-business"]
    assert report["summary"]["findings"]["warn"] == 1 + len(alone)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check",), "the following arguments are required"),
        (("check", "."), "no OpenAPI document and no record was found in: ."),
        (("check", "openapi.yaml", "--select", "openapi.nonsense"), "no rule matches openapi.nonsense"),
        (("check", "openapi.yaml", "--as-of", "2026-13-01"), "2026-13-01"),
        (
            ("check", "openapi.yaml", "--output", "xml=a"),
            "write FORMAT=FILE, FORMAT one of csv, docx, github, gitlab, html, json, ",
        ),
        (("judge", "openapi.yaml", "--format", "xml"), "xml"),
        (("dance",), "dance"),
        (("audit",), "no target was named: a record file, a slug of the registry, or a hub"),
        (("explain", "openapi.document_parse"), "near: openapi.document_parses"),
        (("requirements", "--instrument", "nd-1"), "there is no instrument nd-1"),
        (("platforms", "--list", "x"), "there is no list x"),
        (("platforms", "--owner", "XX"), "no platform has the owner XX; write the whole name or a code: G01, "),
        (("platforms", "--field", "x"), "no platform is in the field x; known: artificial-intelligence, "),
        (("platforms", "--owner", "G20", "--field", "tax"), "no platform of the owner G20 is in the field tax"),
        (("rules", "new", "x", "--cites", "GP.OAS"), "x is no name of a rule"),
        (
            ("rules", "new", "openapi/a_b", "--cites", "GP.NOTHING"),
            "there is no requirement GP.NOTHING; no clause, no rule",
        ),
    ],
)
def test_bad_usage_gives_64_and_says_what_to_do(run: Run, write: Write, arguments: tuple[str, ...], said: str) -> None:
    if arguments[-1] != ".":
        write("openapi.yaml", CLEAN)
    result = run(*arguments)
    assert result.status == 64
    assert said in result.err
    assert "Traceback" not in result.err


def test_the_same_input_gives_the_same_bytes(run: Run, write: Write) -> None:
    path = write("openapi.yaml", OPEN)
    first, second = (run("check", path, "--format", "json", "--as-of", "2026-11-21").out for _ in range(2))
    assert first == second


def test_reports_go_to_files_as_asked(run: Run, write: Write, tmp_path: Path) -> None:
    path = write("openapi.yaml", OPEN)
    result = run("check", path, "--quiet", "--output", "json=out/a.json", "--output", "html=out/a.html")
    assert result.out == ""
    assert json.loads((tmp_path / "out/a.json").read_bytes())["subjects"][0]["id"] == "openapi.yaml"
    assert (tmp_path / "out/a.html").read_text("utf-8").startswith("<!doctype html>")


def test_rules_are_selected_and_ignored(run: Run, write: Write) -> None:
    path = write("openapi.yaml", OPEN)
    report = json.loads(
        run("check", path, "--select", "openapi.*", "--ignore", "*.version_is_semantic", "--format", "json").out
    )
    rules = [verdict["rule"] for verdict in report["subjects"][0]["verdicts"]]
    assert "openapi.version_is_semantic" not in rules
    left = {rule.id for rule in all_rules() if rule.group == "openapi" and not kind_of(rule.subject).is_of_platform}
    assert set(rules) == left - {"openapi.version_is_semantic"}


def test_settings_come_from_a_file_and_the_command_line_wins(run: Run, write: Write) -> None:
    path = write("openapi.yaml", OPEN)
    write("pyproject.toml", '[tool.compliance]\nfail-on = "warn"\nignore = ["openapi.version_is_semantic"]\n')
    assert run("check", path).status == 1
    assert run("check", path, "--fail-on", "never").status == 0
    write("compliance.toml", 'fail-on = "sometimes"\n')
    refused = run("check", path)
    assert (refused.status, refused.err) == (
        64,
        "compliance: compliance.toml:1: the setting fail-on cannot be sometimes; expected: fail, warn, advice, never\n",
    )


def test_remote_documents_are_left_alone_unless_allowed(run: Run, write: Write) -> None:
    write("record.yaml", RECORD.replace("openapi.yaml", "https://api.example/openapi.yaml"))
    result = run("check", "record.yaml", "--format", "json")
    gaps = [gap["reason"] for gap in json.loads(result.out)["subjects"][0]["gaps"]]
    assert "https://api.example/openapi.yaml is a remote address, and fetching was not allowed" in gaps
    assert "--remote-refs" in run("check", "record.yaml").out
    assert result.status == 3


@pytest.mark.usefixtures("sockets_and_processes")
def test_remote_documents_are_fetched_where_that_is_allowed(run: Run, write: Write) -> None:
    with serve(flawless()) as served:
        write("record.yaml", RECORD.replace("openapi.yaml", f"{served.base_url}/openapi.json"))
        options = ("--remote-refs", "--allow-private", "--ca", served.ca_file, "--format", "json")
        allowed = json.loads(run("check", "record.yaml", *options).out)["subjects"][0]
        distrusted = json.loads(run("check", "record.yaml", *options[:2], "--format", "json").out)["subjects"][0]
    outcomes = {verdict["rule"]: verdict["outcome"] for verdict in allowed["verdicts"]}
    assert outcomes["openapi.operation_requires_security"] == "met"
    assert any("certificate" in gap["reason"] for gap in distrusted["gaps"])


def test_readiness_never_gates(run: Run, write: Write) -> None:
    write("openapi.yaml", CLEAN)
    assert run("check", write("record.yaml", RECORD), "--profile", "readiness").status == 0


def test_everything_is_said_in_vietnamese_too(run: Run, write: Write) -> None:
    result = run("check", write("openapi.yaml", OPEN), "--lang", "vi", "--fail-on", "warn")
    assert "cảnh báo openapi.operation_requires_security" in " ".join(result.out.split())
    assert "vi phạm" in result.err
    assert "No breach" not in result.out


def test_one_bad_file_of_a_folder_does_not_hide_the_others(run: Run, write: Write) -> None:
    write("api/good.yaml", CLEAN)
    write("api/record.yaml", "slug: a\nowner: {code: G12}\nnonsense: 1\n")
    write("api/torn.yaml", "slug: b\nowner: [\n")
    result = run("check", "api", "--format", "json")
    subjects = {subject["id"]: subject for subject in json.loads(result.out)["subjects"]}
    assert set(subjects) == {"api/good.yaml", "a", "api/torn.yaml"}
    assert result.status == 2
    ours = {verdict["rule"]: verdict for verdict in subjects["a"]["verdicts"] if verdict["rule"].startswith("record.")}
    assert {verdict["outcome"] for verdict in ours.values()} == {"not_observed"}
    assert all(verdict["could_not_be_judged"] for verdict in ours.values())


@pytest.mark.parametrize("first", ["opanapi: 3.0.0", "OpenAPI: 3.1.0", "swager: '2.0'", "description: t"])
def test_a_document_with_a_slip_at_its_top_is_not_passed_over(run: Run, write: Write, first: str) -> None:
    write("api/good.yaml", CLEAN)
    write("api/slip.yaml", f"{first}\ninfo: {{title: t, version: 1.0.0}}\npaths: {{}}\n")
    result = run("check", "api", "--quiet")
    assert (result.status, "not judged: api/slip.yaml: this is neither" in result.err) == (2, True)


@pytest.mark.parametrize(
    ("connection", "outcome"),
    [
        ("{connected: false}", "not_applicable"),
        ("{via: NDXP, status: connected, network: state}", "met"),
        ("{via: ndxp, status: connected}", "not_observed"),
        ("{connected: yes}", "breached"),
    ],
)
def test_connections_are_judged_by_what_they_say(run: Run, write: Write, connection: str, outcome: str) -> None:
    write("record.yaml", f"slug: a\nowner: {{code: G12}}\nconnections: [{connection}]\n")
    verdicts = json.loads(run("check", "record.yaml", "--format", "json").out)["subjects"][0]["verdicts"]
    assert {v["outcome"] for v in verdicts if v["rule"] == "record.connection_names_its_channel"} == {outcome}


@pytest.mark.parametrize("fee", [".nan", "true", "'5'"])
def test_a_fee_that_is_no_number_is_refused(run: Run, write: Write, fee: str) -> None:
    result = run(
        "check", write("record.yaml", f"slug: a\nowner: none\nservices: [{{id: a, fee: {{agency: {fee}}}}}]\n")
    )
    assert result.status == 2
    assert "record.yaml:3:" in result.out


def test_a_record_with_a_key_given_twice_is_refused(run: Run, write: Write) -> None:
    result = run("check", write("record.yaml", "slug: a\nowner: {code: G12}\nservices: []\nservices: none\n"))
    assert result.status == 2
    assert "the key services is given twice" in " ".join(result.out.split())


def test_a_requirement_is_met_only_when_all_its_rules_looked(run: Run, write: Write) -> None:
    path = write("openapi.yaml", CLEAN)
    for options in ((), ("--select", "openapi.*")):
        report = json.loads(run("check", path, "--format", "json", *options).out)
        states = {row["id"]: row for row in report["requirements"]}
        assert states["L20-2023.D42.K1.D"]["state"] == "not_observed"
        assert states["L20-2023.D42.K2"]["rules"] == ["record.sharing_is_free_of_charge"]
        assert states["QD1425-2026.P2.AUTH"]["state"] == "no_breach_found"
        assert states["ND224-2026.D23.K3.C"]["state"] == ("not_observed" if options else "no_breach_found")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "openapi.yaml", "--select", "record.*"),
        ("check", "openapi.yaml", "--ignore", "*"),
        ("judge", "."),
        ("check", "openapi.yaml", "--lan", "vi"),
    ],
)
def test_a_command_that_would_look_at_nothing_is_bad_usage(run: Run, write: Write, arguments: tuple[str, ...]) -> None:
    write("openapi.yaml", CLEAN)
    assert run(*arguments).status == 64


def test_outputs_are_checked_before_any_is_written(run: Run, write: Write, tmp_path: Path) -> None:
    write("openapi.yaml", CLEAN)
    assert run("check", "openapi.yaml", "--output", "json=a.json", "--output", "bad=b").status == 64
    assert not (tmp_path / "a.json").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('remote-refs = "false"\n', "remote-refs is either true or false, without quotes"),
        ("fail-on = [\n", "is not TOML"),
        ("colour = 1\n", "there is no setting colour"),
    ],
)
def test_settings_that_are_none_are_refused(run: Run, write: Write, text: str, said: str) -> None:
    write("openapi.yaml", CLEAN)
    write("compliance.toml", text)
    result = run("check", "openapi.yaml")
    assert result.status == 64
    assert said in result.err


def test_the_language_may_stand_anywhere(run: Run, write: Write) -> None:
    path = write("openapi.yaml", CLEAN)
    for arguments in (("--lang", "vi", "check", path), ("check", "--lang=vi", path), ("check", path, "--lang", "vi")):
        assert "Kết quả" in run(*arguments).out


def test_an_authority_file_that_is_not_there_is_bad_usage(run: Run, write: Write) -> None:
    write("openapi.yaml", CLEAN)
    result = run("audit", write("record.yaml", RECORD), "--ca", "nowhere.pem")
    assert (result.status, "there is no such file: nowhere.pem" in result.err) == (64, True)


def test_a_command_leaves_the_language_of_the_program_that_calls_it(run: Run) -> None:
    assert "cách dùng" in run("check", "--help", "--lang", "vi").out
    assert "LANGUAGE" not in os.environ
    assert gettext.textdomain() == "messages"


@pytest.mark.parametrize(
    ("command", "gate"), [("check", "fail"), ("audit", "fail"), ("judge", "fail"), ("demo", "never")]
)
def test_help_says_which_weight_stops_a_pipeline(run: Run, command: str, gate: str) -> None:
    assert f"makes the exit status 1 (default: {gate})" in " ".join(run(command, "--help").out.split())


@pytest.mark.parametrize("arguments", [("--help",), ("check", "-h"), ("--version",)])
def test_help_is_given_whatever_the_settings_are(run: Run, write: Write, arguments: tuple[str, ...]) -> None:
    write("compliance.toml", 'fail_on = "warn"\nlang = "vi"\n')
    result = run(*arguments)
    assert (result.status, result.err) == (0, "")
    assert "--help" not in arguments or "cách dùng" in result.out


def test_a_hook_passes_over_what_is_neither_document_nor_record_and_nothing_else(run: Run, write: Write) -> None:
    other = write("values.yaml", "replicas: 2\n")
    template = write("chart.yaml", "{{- if .Values.on }}\nkind: Service\n{{- end }}\n")
    result = run("check", "--skip-others", other, template)
    assert (result.status, result.out, result.err) == (0, "", "")
    assert run("check", other, template).status == 2
    result = run("check", "--skip-others", other, write("openapi.yaml", OPEN), "--fail-on", "warn")
    assert (result.status, "openapi.yaml:5:5" in result.out) == (1, True)
    assert run("check", "--skip-others", write("broken.yaml", "openapi: 3.1.0\npaths: {a: [")).status == 2
    assert run("check", "--skip-others", "nowhere.yaml").status == 2


def test_a_template_in_a_folder_is_no_document_that_could_not_be_judged(run: Run, write: Write) -> None:
    write("chart.yaml", "{{- if .Values.on }}\nkind: Service\n{{- end }}\n")
    write("openapi.yaml", CLEAN)
    result = run("check", ".")
    assert (result.status, "passed over: 1 (first: chart.yaml)" in result.out) == (0, True)
    write("chart.yaml", "{{- if .Values.on }}\nopenapi: 3.1.0\n{{- end }}\n")
    assert run("check", ".").status == 2


def test_the_waivers_of_a_run_are_no_stranger_in_its_folder(run: Run, write: Write) -> None:
    folder = write(
        "api/openapi.yaml", "openapi: 3.1.0\ninfo: {title: Hộ kinh doanh, version: 1.0.0}\npaths: {}\n"
    ).parent
    waivers = write("api/waivers.yaml", "[]\n")
    assert "passed over: 1 (first: " in run("check", folder).out
    assert "passed over" not in run("check", folder, "--waivers", waivers).out
