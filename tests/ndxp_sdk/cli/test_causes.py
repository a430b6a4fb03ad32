"""What is said first about a failure, and whose it is; and that options mean one thing everywhere."""

import json

import pytest

from ndxp_mocks import HubSettings, ServedHub, serve_hub

from .conftest import PORTAL, SERVICE
from .servers import answering, listening

CALL = ("call", SERVICE, "GET", "/enterprises")
WITHOUT_RETRIES = ("--timeout", "2")


def first(found) -> str:
    return next(line for line in found.err.splitlines() if line.startswith("ndxp: ")).removeprefix("ndxp: ")


def test_a_hub_that_is_down_is_named_before_the_token(run, write, dead_port) -> None:
    address = f"http://127.0.0.1:{dead_port}"
    write(base_url=address)
    found = run("services", "list", "--json", *WITHOUT_RETRIES)
    assert found.err.startswith(f"ndxp: nothing listens at {address}; so no access token could be had")
    assert "\nConnectFailed: No connection\n" in found.err
    error = json.loads(found.out)["error"]
    assert (error["origin"], error["type"], error["cause"]) == ("network", "TokenUnavailable", first(found))
    write(base_url=address, credential="")
    assert run("services", "list", *WITHOUT_RETRIES).err.startswith(f"ndxp: nothing listens at {address}\n")


def test_an_issuer_elsewhere_and_a_proxy_are_named_as_such(run, write, hub, dead_port) -> None:
    write(base_url=hub.url, more=f'token_url = "http://127.0.0.1:{dead_port}/token"')
    assert first(run("services", "list", *WITHOUT_RETRIES)).startswith(
        f"nothing listens at http://127.0.0.1:{dead_port};"
    )
    write(base_url=hub.url, more=f'proxy = "http://127.0.0.1:{dead_port}"')
    assert first(run("services", "list", *WITHOUT_RETRIES)).startswith(
        f"http://127.0.0.1:{dead_port}: the proxy was not reached: nothing listens"
    )


@pytest.mark.parametrize(
    ("wrong", "near"),
    [(f"{SERVICE}x", SERVICE), (SERVICE.replace("management", "managment"), SERVICE), ("VN/GOV/G99/no/thing", None)],
)
def test_a_mistyped_service_is_the_callers_and_near_names_are_given(run, write, wrong, near) -> None:
    write()
    for command in (("call", wrong, "GET", "/x"), ("services", "get", wrong), ("openapi", wrong)):
        found = run(*command, "--json")
        assert found.status == 1
        assert first(found) == f"there is no service {wrong} here" + (f"; did you mean {near}?" if near else "")
        assert json.loads(found.out)["error"]["origin"] == "caller"
        assert "whose failure: the caller" in found.err


def test_a_wrong_own_system_is_the_callers(run, write) -> None:
    write()
    found = run(*CALL, "--client", f"{PORTAL}x")
    assert found.status == 1
    assert first(found).startswith(f"the hub does not know the own system {PORTAL}x; did you mean {PORTAL}")
    assert "whose failure: the caller" in found.err


@pytest.mark.parametrize("client_id", ["example-portal", "example-portall"])
def test_a_wrong_secret_or_client_is_the_callers(run, write, monkeypatch, client_id) -> None:
    write(credential=f'kind = "client-secret"\nclient_id = "{client_id}"\nsecret = "env:TEST_SECRET"')
    if client_id == "example-portal":
        monkeypatch.setenv("TEST_SECRET", "hunter2-planted")
    found = run("services", "list")
    assert (found.status, first(found)) == (3, "the issuer of tokens does not accept this client id with this secret")
    assert "whose failure: the caller" in found.err
    assert "hunter2" not in found.err
    monkeypatch.delenv("TEST_SECRET")
    missing = run("services", "list", "--json")
    assert (missing.status, json.loads(missing.out)["error"]["origin"]) == (64, "caller")


HUBS = {"xroad": "xroad-7.8", "adapter": "ndxp-adapter", "gateway": "gateway"}
NAMES = {
    "xroad": "a security server of X-Road",
    "adapter": "an adapter of NDXP",
    "gateway": "an API gateway",
    "direct": "a provider itself",
}


@pytest.fixture(scope="module", params=HUBS)
def speaking(sockets_and_processes, request):
    """A hub that speaks one dialect."""
    with serve_hub(HubSettings(profile=HUBS[request.param])) as served:
        yield request.param, served


def test_another_dialect_is_said_with_the_one_that_is_spoken(run, write, speaking) -> None:
    spoken, served = speaking
    assert isinstance(served, ServedHub)
    for dialect, name in NAMES.items():
        setting = '{kind = "direct", token_path = "/token"}' if dialect == "direct" else f'"{dialect}"'
        write(base_url=served.url, more=f"dialect = {setting}")
        found = run("call", SERVICE, "GET", "/enterprises/9999000001")
        told = f"what answers at {served.url} is not {name}: it seems to be {NAMES[spoken]}"
        if found.status and dialect != spoken:
            assert (first(found), "whose failure: the caller" in found.err) == (told, True)
            assert f'write dialect = "{spoken}"' in found.err
        else:
            assert dialect == spoken or (dialect, spoken) == ("adapter", "xroad")


def test_what_speaks_no_dialect_at_all_is_not_guessed_at(run, write) -> None:
    with listening(answering("404 Not Found", "Content-Type: text/plain", body=b"no")) as port:
        write(base_url=f"http://127.0.0.1:{port}", credential="")
        found = run(*CALL)
    assert found.status == 1
    assert "it seems to be" not in found.err


def test_json_is_the_answer_before_and_after_every_command(run, write) -> None:
    write()
    for arguments in (("--json", *CALL), (*CALL, "--json"), (*CALL, "--json-output"), ("call", "--json", *CALL[1:])):
        assert json.loads(run(*arguments).out)["status"] == 200
    before, after = run("--json", "services", "list"), run("services", "list", "--json")
    assert json.loads(before.out) == json.loads(after.out)


@pytest.mark.parametrize(
    "body", [("--body", '{"a": 1}'), ("--json", '{"a": 1}'), ('--json={"a": 1}',), ("--json", "@b.json")]
)
def test_the_older_spelling_of_a_body_still_works(run, write, tmp_path, body) -> None:
    (tmp_path / "b.json").write_text('{"a": 1}')
    with listening(answering("200 OK", "Content-Type: text/plain", body=b"fine")) as port:
        write(base_url=f"http://127.0.0.1:{port}", credential="", more='dialect = "direct"')
        found = run("call", SERVICE, "POST", "/x", *body, "--output", "-")
    assert (found.status, found.raw) == (0, b"fine")
    assert not (tmp_path / "-").exists()


def test_show_is_get(run, write) -> None:
    write()
    assert run("services", "show", SERVICE).raw == run("services", "get", SERVICE).raw
    assert run("transactions", "show", "0").status == run("transactions", "get", "0").status == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("services list --limt 3", "there is no option --limt; did you mean --limit?"),
        ("--jsn services list", "there is no option --jsn; did you mean --json?"),
        ("services lst", "did you mean list?"),
        ("servces list", "did you mean services?"),
        ("services list --limit x", "'x' is no whole number above 0"),
        ("services list --config https://a.example/x", "is an address, a file of this machine is expected"),
        ("services list --ca x.pem", "--ca is for an address that begins with https://"),
        ("profiles --timeout 3", "leave --timeout out"),
        (f"openapi {SERVICE} --from-gateway --version 1", "leave --version out"),
        (f"call {SERVICE} GET /x --type text/xml", "there is none: give --body or --data"),
        (f"call {SERVICE} GET /x --purpose p", "calls of the dialect xroad carry none"),
        ("download 0 -", "name one"),
    ],
)
def test_bad_usage_is_told_on_standard_error_only(run, write, line, told) -> None:
    write(base_url="http://127.0.0.1:9")
    found = run(*line.split())
    assert (found.status, found.out) == (64, "")
    assert told in found.err.replace("\n", " ")


def test_tables_in_a_pipe_are_one_line_for_each_row_and_nothing_is_cut(run, write) -> None:
    write()
    text, rows = run("services", "list").out, json.loads(run("services", "list", "--json").out)["items"]
    lines = text.splitlines()
    assert len(lines) == len(rows) + 1
    assert [line.rstrip() for line in lines] == lines
    assert all(row["id"] in line and row["title"]["en"] in line for row, line in zip(rows, lines[1:], strict=True))
