"""Nothing from outside ends a run: what goes wrong with one thing is told, and the others go on."""

import json
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import compliance
from compliance.actions._keeping import keep_as
from compliance.cli.output import deliver
from compliance.loading.dossiers import unpack
from compliance.locale import words
from compliance.model.address import web_address
from compliance.model.dossier import Dossier, Kind
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.record import Record, Service
from compliance.model.text import Message, local_day
from tools.properties import given, st

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
HEAD = "slug: a\nowner: {code: G12}\n"


def test_a_dossier_that_crashes_the_auditor_costs_no_other_its_verdicts(write: Write, run: Run) -> None:
    broken = Dossier("broken", Kind.PLATFORM, record=Record("broken", None, services=(5,)))  # type: ignore[arg-type]
    good = Dossier("good", Kind.PLATFORM, record=Record("good", None, services=(Service("x"),)))
    report = compliance.judge(broken, good)
    first, second = report.subjects
    assert {verdict.could_not_be_judged for verdict in first.verdicts} == {True}
    assert any("the checker itself failed" in str(gap.reason) for gap in first.gaps)
    assert not any(verdict.could_not_be_judged for verdict in second.verdicts)


def test_a_format_that_crashes_costs_no_other(
    run: Run, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = compliance.check(write("record.yaml", HEAD))
    broken = replace(report, subjects=tuple(replace(each, looks=((object(), "x"),)) for each in report.subjects))
    files = (("json", tmp_path / "a.json"), ("text", tmp_path / "a.txt"))
    options = Namespace(quiet=False, format="text", no_color=True, fail_on="never")
    status = deliver(broken, options, words("en"), (*files, ("text", None)))
    out, err = capsys.readouterr()
    assert (status, (tmp_path / "a.json").exists(), (tmp_path / "a.txt").exists()) == (2, False, True)
    assert err.startswith("compliance: the report could not be written as json: TypeError (")
    assert "Audit of" in out


def test_half_a_character_is_told_and_every_report_is_written(run: Run, write: Write) -> None:
    write("record.json", '{"slug": "a", "owner": {"code": "G12"},\n "name_vi": "a\\ud800b"}')
    for form in ("json", "text", "html"):
        assert run("check", "record.json", "--output", f"{form}=report.{form}").status == 2
        assert Path(f"report.{form}").read_text("utf-8")
    (subject,) = json.loads(Path("report.json").read_text("utf-8"))["subjects"]
    assert [gap["line"] for gap in subject["gaps"] if gap["line"]] == [2]


def test_half_a_character_in_a_gap_comes_back_from_a_dossier(run: Run, tmp_path: Path) -> None:
    gap = Gap(frozenset({"document"}), Place("a.yaml"), Message.of("{found} leads nowhere", found="a\ud800b"))
    kept = keep_as(Dossier("a.yaml", Kind.DOCUMENT, gaps=(gap,)), tmp_path / "a.dossier")
    assert kept is not None
    assert [str(each.message) for each in unpack(kept).gaps] == ["a\\ud800b leads nowhere"]


@pytest.mark.parametrize("address", ["htps://127.0.0.1/", "x", "http://[", "https:/host", "127.0.0.1:8443"])
def test_an_address_that_cannot_be_one_is_a_failed_look(run: Run, write: Write, address: str) -> None:
    write(
        "record.json",
        json.dumps({"slug": "a", "owner": {"code": "G12"}, "services": [{"id": "s", "base_url": address}]}),
    )
    result = run("audit", "record.json", "--allow-private", "--format", "json")
    gaps = [(gap["line"], gap["reason"]) for gap in json.loads(result.out)["subjects"][0]["gaps"]]
    assert result.status == 2
    assert (
        1,
        "services.0.base_url is no address of the form https://host/path, without user name and password",
    ) in gaps
    assert run("collect", "record.json", "-o", "a.dossier").status == 2


def test_a_platform_without_anything_to_look_at_is_no_success(run: Run, write: Write) -> None:
    result = run("audit", write("record.yaml", HEAD), "--format", "json")
    assert result.status == 2
    assert result.err == (
        "compliance: Nothing to look at: 1 platforms, whose records name no service and no document\n"
    )
    assert json.loads(result.out)["summary"]["nothing_to_look_at"] == 1
    write("openapi.yaml", "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths: {}\n")
    write("other.yaml", "slug: b\nowner: {code: G12}\nservices: [{id: x, document: openapi.yaml}]\n")
    both = run("audit", "record.yaml", "other.yaml")
    assert (both.status, both.err.count("Nothing to look at: 1 platforms")) == (0, 1)
    assert "Nothing to look at: 1 platforms" in " ".join(both.out.split())
    assert run("check", "record.yaml").status == 0


def test_a_target_that_is_none_does_not_stop_the_others(run: Run, write: Write) -> None:
    write("openapi.yaml", "openapi: 3.1.0\npaths: {}\n")
    write("record.yaml", HEAD + "services: [{id: x, document: openapi.yaml}]\n")
    result = run("audit", "nowhere", "openapi.yaml", "record.yaml", "--format", "json", "--keep", "kept")
    subjects = {each["id"]: each for each in json.loads(result.out)["subjects"]}
    assert list(subjects) == ["nowhere", "openapi.yaml", "a"]
    assert subjects["nowhere"]["gaps"][0]["reason"] == "nowhere is neither a record file nor a slug of the registry"
    assert subjects["openapi.yaml"]["gaps"][0]["reason"].startswith("this is an OpenAPI document")
    assert result.status == 2
    assert [path.name for path in Path("kept").iterdir()] == ["a.dossier"]


def test_a_file_that_is_no_dossier_does_not_stop_the_others(run: Run, write: Write) -> None:
    run("collect", write("record.yaml", HEAD), "-o", "kept/a.dossier")
    write("kept/b.dossier", "no zip")
    result = run("judge", "kept", "--format", "json")
    assert [each["id"] for each in json.loads(result.out)["subjects"]] == ["a", "kept/b.dossier"]
    assert result.status == 2
    assert run("judge", "kept/b.dossier").status == 2


def test_judging_by_a_law_of_before_the_look_says_so(run: Run, write: Write) -> None:
    run("collect", write("record.yaml", HEAD), "-o", "a.dossier")
    (notice,) = json.loads(run("judge", "a.dossier", "--as-of", "2020-01-01", "--format", "json").out)["notices"]
    assert notice.startswith(
        "judged by the law of 1 January 2020, which is before the evidence was collected (1 dossiers"
    )


@given(st.text() | st.builds("{}://{}:{}{}".format, *[st.text()] * 4) | st.from_regex(r"https?://[\[\]:%a-z0-9.@/-]*"))
def test_any_text_is_an_address_or_none(text: str) -> None:
    address = web_address(text)
    if address is not None:
        assert f"{address.scheme}{address.target}".isascii()
        assert address.host
        assert 0 < address.port < 65536


@given(st.datetimes(timezones=st.timezones()))
def test_any_moment_has_a_day(moment: Any) -> None:
    assert abs((local_day(moment) - moment.date()).days) <= 1
