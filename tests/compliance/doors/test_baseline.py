"""Findings of today as waivers: nothing is waived before people sign, then exactly these; no signature is lost."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import compliance

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]

DAY = ("--as-of", "2026-11-21")
OPEN = """\
openapi: 3.1.0
info: {title: t, version: 1.0.0}
paths:
  /households/{cccd}:
    get:
      parameters: [{name: cccd, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: Found}}
  /prices:
    get:
      responses: {"200": {description: Found}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
"""


@pytest.fixture(autouse=True)
def document(write: Write) -> None:
    write("openapi.yaml", OPEN)


@pytest.fixture
def sign(tmp_path: Path) -> Callable[..., None]:
    """Fill in every empty field, as two people would."""

    def signed(name: str = "w.yaml") -> None:
        text = (tmp_path / name).read_text("utf-8")
        for field, value in (("reason", "a"), ("legal_basis", "QĐ 00"), ("owner", "Người A"), ("approver", "Người B")):
            text = text.replace(f'{field}: ""', f"{field}: {value}")
        (tmp_path / name).write_bytes(text.encode())

    return signed


def findings(run: Run, *options: str) -> tuple[int, list[tuple[str, str, str | None]], list[str]]:
    """Status, rule, fingerprint and approver of each finding, and the notices, of a check that any finding fails."""
    result = run("check", "openapi.yaml", "--format", "json", "--fail-on", "advice", *DAY, *options)
    report = json.loads(result.out)
    found = [
        (verdict["rule"], each["fingerprint"], each["waived_by"])
        for subject in report["subjects"]
        for verdict in subject["verdicts"]
        for each in verdict["violations"]
    ]
    return result.status, found, report["notices"]


def test_each_finding_becomes_an_entry_with_its_place_and_message(run: Run, tmp_path: Path) -> None:
    result = run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY)
    assert (result.status, result.out) == (0, "")
    text = (tmp_path / "w.yaml").read_text("utf-8")
    entries = yaml.load(text, yaml.CSafeLoader)
    _, found, _ = findings(run)
    assert len(found) > 3
    assert [(entry["rule"], entry["scope"]) for entry in entries] == [(rule, mark) for rule, mark, _ in found]
    assert f"waivers added to w.yaml: {len(found)}\ncompliance: to be signed: {len(found)}" in result.err
    assert {str(entry["expires"]) for entry in entries} == {"2027-05-20"}
    assert "# openapi.yaml:9:5 /paths/~1prices/get warn GET /prices can be called without credentials" in text


@pytest.mark.parametrize(
    ("language", "said", "comment"),
    [
        (
            "en",
            "waivers that nobody has signed: {0} of {0}, of which this is the first",
            "# As long as one is not signed",
        ),
        ("vi", "miễn trừ chưa có ai ký: {0} trên {0}, đây là mục đầu tiên", "# Chừng nào còn một mục chưa ký"),
    ],
)
def test_nothing_is_waived_before_it_is_signed(
    run: Run, tmp_path: Path, language: str, said: str, comment: str
) -> None:
    run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY, "--lang", language)
    text = (tmp_path / "w.yaml").read_text("utf-8")
    assert comment in text
    count, line = text.count("- rule:"), text[: text.index("- rule:")].count("\n") + 1
    for unfilled in (text, text.replace(': ""', ":"), text.replace(': ""', ": ' '")):
        (tmp_path / "w.yaml").write_text(unfilled, "utf-8")
        result = run("check", "openapi.yaml", "--waivers", "w.yaml", *DAY, "--lang", language)
        assert (result.status, result.out) == (2, "")
        assert result.err.startswith(f"compliance: w.yaml:{line}:3: {said.format(count)}")
        assert result.err.count("\n") == 1


def test_one_signature_signs_no_other_entry(run: Run, tmp_path: Path) -> None:
    run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY)
    text = (tmp_path / "w.yaml").read_text("utf-8")
    for field, value in (("reason", "a"), ("legal_basis", "b"), ("owner", "c"), ("approver", "d")):
        text = text.replace(f'{field}: ""', f"{field}: {value}", 1)
    (tmp_path / "w.yaml").write_text(text, "utf-8")
    count = text.count("- rule:")
    refused = run("check", "openapi.yaml", "--waivers", "w.yaml", *DAY)
    assert (refused.status, f"nobody has signed: {count - 1} of {count}" in refused.err) == (2, True)
    (tmp_path / "w.yaml").write_text(text.replace("owner: c", 'owner: ""'), "utf-8")
    assert "waiver 1: owner is empty" in run("check", "openapi.yaml", "--waivers", "w.yaml", *DAY).err


def test_once_signed_it_covers_these_findings_and_no_other(run: Run, write: Write, sign: Callable[..., None]) -> None:
    before = findings(run)[1]
    run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY)
    sign()
    status, covered, notices = findings(run, "--waivers", "w.yaml")
    assert (status, notices) == (0, [])
    assert [(rule, mark, "Người B") for rule, mark, _ in before] == covered
    write("openapi.yaml", OPEN.replace("  /prices:", "  /fees: {get: {}}\n  /prices:"))
    status, found, _ = findings(run, "--waivers", "w.yaml")
    assert status == 1
    assert [each for each in found if each[2]] == sorted(covered, key=found.index)
    assert [each for each in found if not each[2]]


def test_it_holds_when_lines_move(run: Run, write: Write, sign: Callable[..., None]) -> None:
    run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY)
    sign()
    write("openapi.yaml", "# moved\n\n" + OPEN.replace("paths:", "tags: []\npaths:"))
    assert findings(run, "--waivers", "w.yaml")[0] == 0


def test_twice_gives_the_same_bytes_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    first = run("baseline", "openapi.yaml", *DAY)
    assert run("baseline", "openapi.yaml", *DAY) == first
    run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY)
    assert (tmp_path / "w.yaml").read_text("utf-8") == first.out
    again = run("baseline", "openapi.yaml", "-o", "w.yaml", "--as-of", "2026-12-01")
    assert "waivers added to w.yaml: 0\n" in again.err
    assert (tmp_path / "w.yaml").read_text("utf-8") == first.out


def test_signed_entries_stay_as_they_are_and_new_findings_are_added(
    run: Run, write: Write, tmp_path: Path, sign: Callable[..., None]
) -> None:
    run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY)
    sign()
    signed = (tmp_path / "w.yaml").read_bytes() + b"# a note of ours"
    (tmp_path / "w.yaml").write_bytes(signed)
    write("openapi.yaml", OPEN.replace("  /prices:", "  /fees: {get: {}}\n  /prices:"))
    result = run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY)
    grown = (tmp_path / "w.yaml").read_bytes()
    assert grown.startswith(signed + b"\n")
    added = yaml.load(grown, yaml.CSafeLoader)[len(yaml.load(signed, yaml.CSafeLoader)) :]
    assert added
    assert all(entry["reason"] == "" for entry in added)
    assert f"to be signed: {len(added)};" in result.err
    sign()
    assert findings(run, "--waivers", "w.yaml")[0] == 0


@pytest.mark.parametrize(("language", "said"), [("en", "was not needed"), ("vi", "không cần dùng đến")])
def test_what_is_gone_is_said_and_kept(
    run: Run, write: Write, tmp_path: Path, sign: Callable[..., None], language: str, said: str
) -> None:
    run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY)
    sign()
    before = (tmp_path / "w.yaml").read_bytes()
    write("openapi.yaml", OPEN.replace("name: cccd", "name: id").replace("{cccd}", "{id}"))
    result = run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY, "--lang", language)
    assert any(said in line and "personal_identifier" in line for line in result.err.splitlines())
    assert (tmp_path / "w.yaml").read_bytes().startswith(before)


def test_what_has_expired_is_to_be_signed_anew(run: Run, tmp_path: Path, sign: Callable[..., None]) -> None:
    run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY)
    sign()
    count = (tmp_path / "w.yaml").read_text("utf-8").count("- rule:")
    result = run("baseline", "openapi.yaml", "-o", "w.yaml", "--as-of", "2027-06-01")
    assert f"waivers added to w.yaml: {count}\n" in result.err
    assert "expired on 20 May 2027" in result.err


def test_rules_are_chosen_as_for_a_check(run: Run) -> None:
    rule = "openapi.operation_requires_security"
    chosen = yaml.load(run("baseline", "openapi.yaml", "--select", rule, *DAY).out, yaml.CSafeLoader)
    others = yaml.load(run("baseline", "openapi.yaml", "--ignore", rule, *DAY).out, yaml.CSafeLoader)
    assert {entry["rule"] for entry in chosen} == {rule}
    assert rule not in {entry["rule"] for entry in others}
    assert len(chosen) + len(others) == len(findings(run)[1])


def test_settings_that_name_an_unsigned_file_are_no_hindrance(run: Run, write: Write, tmp_path: Path) -> None:
    write("compliance.toml", 'waivers = "w.yaml"\nfail-on = "warn"\n')
    assert run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY).status == 0
    assert run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY).status == 0
    assert run("check", "openapi.yaml", *DAY).status == 2


def test_without_findings_there_is_an_empty_file_that_can_be_used_and_grows(run: Run, write: Write) -> None:
    none = ("--select", "openapi.document_parses")
    assert run("baseline", "openapi.yaml", "-o", "w.yaml", *none, *DAY).status == 0
    assert run("check", "openapi.yaml", "--waivers", "w.yaml", *DAY).status == 0
    assert run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY).status == 0
    assert "nobody has signed" in run("check", "openapi.yaml", "--waivers", "w.yaml", *DAY).err


SIGNED = (
    "- rule: openapi.document_parses\r\n  scope: gone.yaml#*\r\n  reason: a\r\n  legal_basis: b\r\n  owner: c\r\n"
    "  approver: d\r\n  expires: 2027-03-01\r\n"
)


@pytest.mark.parametrize(
    "text", [SIGNED, "".join(f"    {line}\r\n" for line in SIGNED.splitlines()), "\ufeff" + SIGNED]
)
def test_the_layout_of_a_file_is_kept(run: Run, write: Write, tmp_path: Path, text: str) -> None:
    write("w.yaml", text.encode())
    assert run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY).status == 0
    content = (tmp_path / "w.yaml").read_bytes()
    assert content.startswith(text.encode())
    assert content.count(b"\n") == content.count(b"\r\n")
    assert len(yaml.load(content, yaml.CSafeLoader)) == 1 + len(findings(run)[1])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OPEN, "w.yaml:1:1: the file has the wrong form"),
        ("- rule: x\n", "w.yaml:1:3: the field 0.scope is missing"),
        ("- a: [\n", "w.yaml:"),
        (b"\xff\xfe", "w.yaml:1:1: the file is not UTF-8 text"),
        (
            "[{rule: openapi.document_parses, scope: a, reason: b, legal_basis: c, owner: d, approver: e, "
            "expires: 2027-01-01}]\n",
            "the new entries cannot be added to w.yaml as it is written",
        ),
        (SIGNED + "...\n", "the new entries cannot be added to w.yaml as it is written"),
    ],
)
def test_a_file_of_something_else_is_left_alone(
    run: Run, write: Write, tmp_path: Path, text: str | bytes, said: str
) -> None:
    write("w.yaml", text.encode() if isinstance(text, str) else text)
    before = (tmp_path / "w.yaml").read_bytes()
    result = run("baseline", "openapi.yaml", "-o", "w.yaml", *DAY)
    assert result.status in {2, 64}
    assert said in result.err
    assert (tmp_path / "w.yaml").read_bytes() == before


@pytest.mark.parametrize("sign_of_line", ["\\n", "\\r", "\\u2028", "\\u0085", "\\uffff", "\\u0000", "\\ud800"])
def test_no_document_writes_an_entry_of_its_own(run: Run, write: Write, sign_of_line: str) -> None:
    """A comment ends where a line does, in YAML at four characters; what follows would be an entry that is signed."""
    trap = f"x{sign_of_line}- {{rule: openapi.document_parses, scope: '*', reason: a, legal_basis: b, owner: c}}"
    write("openapi.json", json.dumps({"openapi": "3.1.0", "paths": {"/a": {"get": {}}}}).replace("/a", f"/{trap}"))
    result = run("baseline", "openapi.json", *DAY)
    assert result.status in {0, 2}
    entries = yaml.load(result.out, yaml.CSafeLoader)
    assert entries
    assert {entry["reason"] for entry in entries} == {""}
    assert "*" not in {entry["scope"] for entry in entries}


def test_what_could_not_be_judged_is_told_and_sets_the_status(run: Run, write: Write) -> None:
    write("broken.yaml", "openapi: 3.1.0\ninfo: {title: t\n")
    result = run("baseline", "openapi.yaml", "broken.yaml", *DAY)
    assert result.status == 2
    assert "not judged: broken.yaml" in result.err
    assert yaml.load(result.out, yaml.CSafeLoader)


def test_rules_of_rulesets_are_covered_whatever_their_name(run: Run, write: Write, sign: Callable[..., None]) -> None:
    names = ("has-tags", "a: b # c", "- x", "ồ")
    rules = {name: {"given": "$", "then": {"field": "tags", "function": "truthy"}} for name in names}
    write("ruleset.yaml", json.dumps({"rules": rules}))
    ruled = ("openapi.yaml", "--ruleset", "ruleset.yaml", *DAY)
    result = run("baseline", *ruled, "-o", "w.yaml")
    assert (result.status, "waivers added to w.yaml: " in result.err) == (0, True)
    sign()
    gated = run("check", *ruled, "--waivers", "w.yaml", "--fail-on", "advice", "--format", "json")
    covered = {v["rule"] for v in json.loads(gated.out)["subjects"][0]["verdicts"] if v["outcome"] == "waived"}
    assert gated.status == 0, gated.err
    assert all(any(rule.endswith(name) for rule in covered) for name in names)


def test_a_record_is_covered_with_its_documents(run: Run, write: Write, sign: Callable[..., None]) -> None:
    write(
        "record.yaml",
        "slug: a\nowner: {code: G12, name_vi: Bộ Tài chính}\n"
        "services: [{id: s, document: openapi.yaml, fee: {agency: 5}}]\n"
        "connections: [{via: ndxp, status: connected}]\n",
    )
    assert run("baseline", "record.yaml", "-o", "w.yaml", *DAY).status == 0
    sign()
    gated = ("check", "record.yaml", "--fail-on", "advice", *DAY)
    assert (run(*gated).status, run(*gated, "--waivers", "w.yaml").status) == (1, 0)


def test_as_a_library_it_writes_nothing(run: Run, tmp_path: Path) -> None:
    made = compliance.baseline("openapi.yaml", onto=Path("w.yaml"), language="vi")
    assert (made.added, made.unsigned) == (made.content.count(b"- rule:"), made.added)
    assert made.content.startswith("# Các điểm vi phạm".encode())
    assert not (tmp_path / "w.yaml").exists()
    (tmp_path / "w.yaml").write_bytes(made.content)
    again = compliance.baseline("openapi.yaml", onto=Path("w.yaml"))
    assert (again.content, again.added, again.unsigned) == (made.content, 0, made.added)


@pytest.mark.long
def test_thousands_of_findings_are_covered_each_by_its_entry(run: Run, write: Write, sign: Callable[..., None]) -> None:
    paths = "".join(f"  /p{number}: {{get: {{summary: s{number}}}}}\n" for number in range(1500))
    write("openapi.yaml", f"openapi: 3.1.0\ninfo: {{title: t, version: 1.0.0}}\npaths:\n{paths}")
    rule = ("--select", "openapi.operation_requires_security")
    run("baseline", "openapi.yaml", "-o", "w.yaml", *rule, *DAY)
    sign()
    status, found, notices = findings(run, *rule, "--waivers", "w.yaml")
    assert (status, notices) == (0, [])
    assert len({mark for _, mark, _ in found}) == len(found)
