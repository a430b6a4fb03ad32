"""`services`, `openapi` and `transactions` at a real hub."""

import json

import pytest

from ndxp_mocks import HubSettings, serve_hub
from ndxp_sdk.models.services import ServiceInteraction, ServiceMode, VersionState
from ndxp_sdk.models.transactions import Direction, Outcome

from .conftest import SERVICE

CALL = ("call", SERVICE, "GET", "/enterprises", "--query", "limit=1")


def test_services_are_listed_as_a_table_and_as_json(run, write) -> None:
    write()
    text, data = run("services", "list"), run("--json", "services", "list")
    assert (text.status, data.status) == (0, 0)
    heading, *rows = text.out.splitlines()
    assert heading.split() == ["SERVICE", "TITLE", "MODE", "STATE", "VERSION"]
    items = json.loads(data.out)["items"]
    assert [row.split()[0] for row in rows] == [item["id"] for item in items]
    assert rows[0].endswith("deliver  published  1.0.0")
    assert json.loads(data.out)["next_cursor"] is None


def test_titles_are_in_the_language_of_the_reader(run, write) -> None:
    write()
    assert "National data portal" in run("services", "list").out
    vietnamese = run("services", "list", "--lang", "vi").out
    assert vietnamese.startswith("DỊCH VỤ ")
    assert "Chia sẻ dữ liệu đăng ký doanh nghiệp" in vietnamese


def test_a_profile_says_the_language_and_the_option_counts_more(run, write) -> None:
    write(more='language = "vi"')
    assert run("services", "list").out.startswith("DỊCH VỤ ")
    assert run("services", "list", "--lang", "en").out.startswith("SERVICE ")
    assert "cách dùng: ndxp" in run("--help").out


def test_a_list_ends_at_the_limit_and_goes_on_at_the_cursor(run, write) -> None:
    write()
    whole = json.loads(run("services", "list", "--json").out)["items"]
    first = json.loads(run("services", "list", "--json", "--limit", "3").out)
    assert first["items"] == whole[:3]
    rest = json.loads(run("services", "list", "--json", "--cursor", first["next_cursor"]).out)
    assert (rest["items"], rest["next_cursor"]) == (whole[3:], None)
    told = run("services", "list", "--limit", "3").err
    assert f"there is more: raise --limit, or go on with --cursor {first['next_cursor']}" in told


def test_services_are_searched_and_filtered(run, write) -> None:
    write()
    found = json.loads(run("services", "search", "doanh", "nghiệp", "--json").out)["items"]
    assert found[0]["id"] == SERVICE
    one = json.loads(run("services", "list", "--organization", "VN/GOV/G12", "--mode", "deliver", "--json").out)[
        "items"
    ]
    assert {item["organization_id"] for item in one} == {"VN/GOV/G12"}
    nothing = run("services", "search", "zzzzzz")
    assert (nothing.status, nothing.out, nothing.err) == (0, "", "nothing found\n")


@pytest.mark.parametrize("words", [ServiceInteraction, ServiceMode, VersionState])
def test_the_help_names_every_word_of_a_filter(run, words) -> None:
    text = run("services", "list", "--help").out
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize("words", [Direction, Outcome])
def test_the_help_names_every_word_of_a_filter_on_transactions(run, words) -> None:
    text = run("transactions", "list", "--help").out
    assert [word for word in words if word not in text] == []


def test_one_service_is_shown_with_its_versions(run, write) -> None:
    write()
    lines = dict(line.split(maxsplit=1) for line in run("services", "get", SERVICE).out.splitlines() if " " in line)
    assert (lines["Service"], lines["Versions"], lines["Simulated"]) == (SERVICE, "1.0.0 (published)", "yes")
    data = json.loads(run("services", "get", SERVICE.replace("/", ":"), "--json").out)
    assert (data["id"], data["versions"][0]["version"]) == (SERVICE, "1.0.0")


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_what_does_not_exist_is_explained_and_ends_with_1(run, write, lang) -> None:
    write()
    found = run("services", "get", "VN/GOV/G12/nothing/there", "--lang", lang)
    cause = {"en": "there is no service", "vi": "ở đây không có dịch vụ"}[lang]
    title = {"en": "NotFound: There is no such thing", "vi": "NotFound: Không có"}[lang]
    assert (found.status, found.out) == (1, "")
    assert found.err.startswith(f"ndxp: {cause} VN/GOV/G12/nothing/there")
    assert f"\n{title}\n" in found.err
    assert {"en": "For the operator: correlation_id=", "vi": "Cung cấp cho người vận hành: "}[lang] in found.err


def test_an_error_is_told_to_programs_too(run, write) -> None:
    write()
    found = run("services", "get", "VN/GOV/G12/nothing/there", "--json")
    error = json.loads(found.out)["error"]
    assert (error["type"], error["status"], error["sent"], error["origin"]) == ("NotFound", 404, "yes", "caller")
    assert (error["retryable"], error["ids"]["correlation_id"] in found.err) == (False, True)


def test_the_description_of_a_service_is_printed_or_written(run, write, tmp_path) -> None:
    write()
    printed = run("openapi", SERVICE)
    assert json.loads(printed.out)["openapi"].startswith("3.")
    written = run("openapi", SERVICE, "--output", "made.json")
    assert (written.status, written.out, written.err) == (0, "", f"{len(printed.raw)} bytes written to made.json\n")
    assert (tmp_path / "made.json").read_bytes() == printed.raw
    assert json.loads(run("openapi", SERVICE, "--json").out)["is_verified"] is True
    assert json.loads(run("openapi", SERVICE, "--from-gateway").out)["openapi"].startswith("3.")
    assert run("openapi", SERVICE, "--version", "9.9.9").status == 1


def test_a_service_without_a_published_version_is_told_of(run, write) -> None:
    with serve_hub(HubSettings()) as hub:
        hub.world.services.change(SERVICE, latest_version=None)
        write(base_url=hub.url)
        found = run("openapi", SERVICE)
    assert found.err == f"ndxp: {SERVICE} has no published version: name one with --version\n"
    assert found.status == 64


def test_transactions_are_listed_and_shown(run, write) -> None:
    write()
    message_id = json.loads(run(*CALL, "--json-output").out)["ids"]["X-Road-Id"]
    listed = run("transactions", "list", "--message-id", message_id)
    heading, row = listed.out.splitlines()
    assert heading.split()[:3] == ["RECORDED", "DIRECTION", "OUTCOME"]
    assert "outgoing   succeeded  200" in row
    assert "GET /enterprises" in row
    (record,) = json.loads(run("transactions", "list", "--message-id", message_id, "--json").out)["items"]
    shown = run("transactions", "get", record["transaction_id"])
    assert message_id in shown.out
    assert "GET /enterprises" in shown.out
    assert json.loads(run("transactions", "get", record["transaction_id"], "--json").out)["message_id"] == message_id


def test_transactions_are_filtered_by_time(run, write) -> None:
    write()
    assert run(*CALL).status == 0
    assert run("transactions", "list", "--before", "2020-01-01").err == "nothing found\n"
    wrong = run("transactions", "list", "--after", "yesterday", "--lang", "vi")
    assert (wrong.status, "yesterday không phải thời điểm" in wrong.err) == (64, True)
