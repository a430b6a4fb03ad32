"""Records that are wrong in natural ways: what is wrong is told with its line, and all the rest is read and judged."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance.loading.records import read_record
from compliance.loading.syntax.parse import parse
from tools.mutate_records import faults_of
from tools.mutated_records import mutated
from tools.properties import given, st

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
HEAD = "slug: a\nowner: {code: G12}\n"
FEE = "record.sharing_is_free_of_charge"


@pytest.fixture
def judged(run: Run, write: Write) -> Callable[..., tuple[int, list[dict[str, Any]]]]:
    """Check a file and give the exit status and the subjects of the report."""

    def check(text: str, name: str = "record.yaml") -> tuple[int, list[dict[str, Any]]]:
        result = run("check", write(name, text), "--format", "json", "--as-of", "2026-11-28")
        assert "Traceback" not in result.err
        return result.status, json.loads(result.out)["subjects"]

    return check


def told(subject: dict[str, Any]) -> dict[tuple[int, int], str]:
    return {(gap["line"], gap["column"]): gap["reason"] for gap in subject["gaps"] if gap["line"]}


def verdict(subject: dict[str, Any], rule: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in subject["verdicts"] if each["rule"] == rule)
    return found


@pytest.mark.parametrize(
    ("owner", "place", "said"),
    [
        ("owners: {code: G12}", (3, 1), "the field owners is not known; did you mean owner?"),
        ("onwer: {code: G12}", (3, 1), "the field onwer is not known; did you mean owner?"),
        ("owner: Bộ Tài chính", (3, 1), "owner has the wrong form; expected: {key: value}"),
        ("environment: production", (1, 1), "the field owner is missing"),
    ],
)
def test_a_record_that_misses_its_owner_is_read_and_told_and_judged(
    judged: Callable[..., Any], owner: str, place: tuple[int, int], said: str
) -> None:
    fee = "services: [{id: x, name: y, fee: {agency: 9000, legal_ground: none}}]"
    status, (subject,) = judged(f"slug: abc\nname_vi: X\n{owner}\n{fee}\n")
    assert (subject["id"], told(subject)) == ("abc", {place: said})
    assert verdict(subject, FEE)["outcome"] == "breached"
    assert verdict(subject, "record.owner_is_in_force")["could_not_be_judged"]
    assert status & 2


def test_a_record_that_misses_its_slug_is_called_by_its_file(judged: Callable[..., Any]) -> None:
    status, (subject,) = judged("owner: {code: G12}\nservices: [{id: x}]\n", "Hồ sơ 7.yaml")
    assert (status, subject["id"], told(subject)) == (2, "ho-so-7", {(1, 1): "the field slug is missing"})


def test_a_list_of_records_is_several_records(judged: Callable[..., Any]) -> None:
    text = (
        "- slug: a\n  owner: {code: G12}\n- slug: b\n  owner: {code: G14}\n- 5\n- {slug: c, owner: none, status: 1}\n"
    )
    status, subjects = judged(text)
    assert [subject["id"] for subject in subjects] == ["a", "b", "c", "record.yaml#/2"]
    assert [verdict(each, "record.owner_is_in_force")["outcome"] for each in subjects[:2]] == ["met", "breached"]
    location = verdict(subjects[1], "record.owner_is_in_force")["violations"][0]["location"]
    assert (location["line"], location["pointer"]) == (4, "/1/owner/code")
    assert [list(told(each)) for each in subjects[2:]] == [[(6, 26)], [(5, 3)]]
    assert status == 2


def test_a_list_of_anything_costs_no_more_than_its_records(judged: Callable[..., Any]) -> None:
    status, subjects = judged("[{slug: a, owner: none}" + ", 1" * 400 + "]\n")
    assert (status, [subject["id"] for subject in subjects]) == (2, ["a", "record.yaml#/1"])
    status, (subject,) = judged("[{slug: a, owner: none}" + ", 1" * 10_000 + "]\n")
    assert subject["gaps"][0]["reason"] == "the file holds 10001 records, at most 500 are read"


def test_every_fault_stands_at_its_own_line(judged: Callable[..., Any]) -> None:
    status, (subject,) = judged(
        HEAD
        + "services:\n- id: x\n  base_url: ftp://x.vn\n- name: y\n  fee: {agency: -5}\n"
        + "- {id: x, fee: {public: '5'}}\n- 7\n"
        + "connections:\n- via: NDXP\n  status: yes\n  since: 2026-13-01\nnonsense: 1\n"
    )
    assert told(subject) == {
        (5, 3): "services.0.base_url is no address of the form https://host/path, without user name and password",
        (6, 3): "the field services.1.id is missing",
        (7, 9): "a fee is a number of đồng, 0 or more",
        (8, 4): "the id x was given to service 1 already; each service has its own",
        (8, 17): "a fee is a number of đồng, not text and not yes or no",
        (9, 3): "services.3 has the wrong form; expected: {key: value}",
        (12, 3): "connections.0.status is yes, which is no answer; write which one, such as in-use",
        (13, 3): "connections.0.since is no date; write it as 2026-12-31",
        (14, 1): "the field nonsense is not known",
    }
    assert status == 2


def test_a_wrong_fee_gives_no_verdict_and_a_right_one_beside_it_does(judged: Callable[..., Any]) -> None:
    _, (subject,) = judged(HEAD + "services: [{id: x, fee: {agency: -5}}]\n")
    assert verdict(subject, FEE)["outcome"] == "not_observed"
    _, (subject,) = judged(HEAD + "services: [{id: x, fee: {agency: -5}}, {id: y, fee: {agency: 5}}]\n")
    assert [found["params"]["service"] for found in verdict(subject, FEE)["violations"]] == ["y"]


@pytest.mark.parametrize("fee", ["1" + "0" * 400, "1e308", "0x" + "f" * 30, "1.5"])
def test_a_fee_of_any_size_is_a_fee(judged: Callable[..., Any], fee: str) -> None:
    status, (subject,) = judged(HEAD + f"services: [{{id: x, fee: {{agency: {fee}, legal_ground: none}}}}]\n")
    assert verdict(subject, FEE)["outcome"] == "breached"
    assert not status & 2


def test_thousands_of_faults_are_not_all_told(judged: Callable[..., Any]) -> None:
    many = "".join(f"nonsense{number}: 1\n" for number in range(5000))
    status, (subject,) = judged(HEAD + many)
    assert (status, len(told(subject))) == (2, 51)
    assert "4950 more faults of this kind" in told(subject).values()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days(judged: Callable[..., Any], run: Run, day: str) -> None:
    status, (subject,) = judged(
        f"{HEAD}operational_from: {day}\nended_on: {day}\nservices: [{{id: x, published_on: {day}}}]\n"
        f"connections: [{{via: ndxp, status: planned, since: {day}}}]\nnotices: [{{starts_on: {day}}}]\n"
    )
    assert (status, told(subject)) == (0, {})
    for language in ("vi", "en"):
        assert run("check", "record.yaml", "--profile", "readiness", "--format", "html", "--lang", language).status == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: 1\nb: 2\n", "this is neither OpenAPI document nor record: at its top stands a, b; a document has"),
        ("[1, 2]\n", "this is a list without a record in it"),
        ("5\n", "this holds nothing that could be judged"),
    ],
)
def test_a_named_file_that_is_neither_says_what_it_is(judged: Callable[..., Any], content: str, said: str) -> None:
    status, (subject,) = judged(content)
    assert status == 2
    assert subject["gaps"][0]["reason"].startswith(said)


def test_other_files_of_a_folder_are_no_records(run: Run, write: Write) -> None:
    write("all/compose.yaml", "version: '3'\nservices: {web: {image: a}}\n")
    write("all/post.yaml", "slug: post\ntitle: A post\ndate: 2026-01-01\n")
    write("all/record.yaml", "slgu: a\nname_vi: X\nservices: [{id: x}]\n")
    report = json.loads(run("check", "all", "--format", "json").out)
    assert [subject["id"] for subject in report["subjects"]] == ["record"]
    assert report["notices"][0].endswith("passed over: 2 (first: all/compose.yaml)")


def test_a_file_that_is_not_there_does_not_stop_the_others(run: Run, write: Write) -> None:
    write("record.yaml", HEAD)
    result = run("check", "missing.yaml", "record.yaml", "--format", "json", "--output", "text=report.txt")
    subjects = json.loads(result.out)["subjects"]
    assert [subject["id"] for subject in subjects] == ["missing.yaml", "a"]
    assert subjects[0]["gaps"][0]["reason"] == "there is no such file: missing.yaml"
    assert (result.status, Path("report.txt").exists()) == (2, True)
    assert run("check", "missing.yaml").status == 2


def test_the_sample_record_is_read_whole_and_has_no_fault(judged: Callable[..., Any]) -> None:
    sample = Path(__file__).parents[3] / "specs" / "examples" / "record.yaml"
    status, (subject,) = judged(sample.read_text("utf-8"))
    assert (status, told(subject)) == (0, {})
    # because no list has a platform that is made up, no document lies beside the sample, and nothing was looked at
    left_open = {
        "record.list_membership_is_current",
        "record.mapping_covers_the_shared_fields",
        "record.data_use_regulation_link_answers",
        "record.technical_document_links_answer",
        "record.record_matches_the_live_platform",
    }
    assert {verdict(subject, rule)["outcome"] for rule in left_open} == {"not_observed"}
    outcomes = {each["rule"]: each["outcome"] for each in subject["verdicts"] if each["rule"].startswith("record.")}
    assert {outcomes[rule] for rule in outcomes.keys() - left_open} <= {"met", "not_applicable"}


@pytest.mark.parametrize(
    ("written", "life_cycle"),
    [
        ("life_cycle: upgrading", "upgrading"),
        ("status: operating", "operating"),
        ("status: ended", "ended"),
        ("status: pilot", "trial"),
        ("status: pilot, life_cycle: operating", "operating"),
        ("", None),
    ],
)
def test_the_older_name_of_the_life_cycle_is_read(written: str, life_cycle: str | None) -> None:
    assert read_record(parse("r.yaml", f"{{slug: a, owner: null, {written}}}".encode())).life_cycle == life_cycle


@pytest.mark.parametrize("name", ["status", "state"])
def test_a_state_may_stand_under_either_name(judged: Callable[..., Any], name: str) -> None:
    _, (subject,) = judged(HEAD + f"connections: [{{via: ndxp, {name}: connected, network: state}}]\n")
    assert subject["ladder"]["claimed"] == "exchanging"
    assert verdict(subject, "record.connection_names_its_channel")["outcome"] == "met"
    _, (subject,) = judged(HEAD + f"connections: [{{via: ndxp, {name}: no}}]\n")
    assert next(iter(told(subject).values())).startswith(f"connections.0.{name} is no, which is no answer")


@pytest.mark.long
@given(st.integers(0, 10**9))
def test_whatever_is_wrong_with_a_record_a_report_comes_out(tmp_path_factory: Any, seed: int) -> None:
    name, content = mutated(seed)
    file = tmp_path_factory.mktemp("mutated") / name
    file.write_bytes(content)
    form, language = ("json", "text", "html")[seed % 3], ("vi", "en")[seed % 2]
    assert list(faults_of([file], form, language)) == []
