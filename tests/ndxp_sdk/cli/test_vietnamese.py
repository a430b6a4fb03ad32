"""No sentence of a Vietnamese page is English: every command and every failure, outside of quotes, ids and names."""

import re
import unicodedata
from typing import Any

import pytest

from ndxp_mocks import HubSettings, serve_hub

from .conftest import PORTAL, SERVICE
from .servers import answering, listening

# Words that Vietnamese does not have, letter by letter; `in`, `to`, `so`, `do`, `can` and others are words of it too.
ENGLISH = re.compile(
    r"\b(the|is|are|was|of|and|not|with|for|this|that|has|have|cannot|expected|found|there|which|or|by|from|nothing|"
    r"here|error|unknown|invalid|missing|address|failed|file|folder|value|argument|option|expression|usage|show|"
    r"outgoing|incoming|succeeded|refused|published|deliver|request|response|line|column|document|number|denied|such)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`")
# Identifiers, addresses, options, codes, names of errors and of things of Python, and keys of files.
NAMES = re.compile(
    r"https?://\S+|\S*[/:@#=]\S+|--?[a-z][\w-]*|\b\w+[._(]\S*|\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b|[a-z]+-[a-z-]+|\{[a-z,]+\}|"
    r"ndxp (?:[a-z]+ ?)+|\[[^\]]*\]|\bX-[\w-]+|\(chọn trong: [^)]*\)|^# [a-z_]+ = .*"
)
MISSING = "VN/GOV/G12/nothing/there"
FAULTY = ["provider-500", "own-gateway-network-error", "provider-gateway-access-denied", "dead"]


def english(page: str) -> list[str]:
    """The lines in which English words are left."""
    plain = [(line, NAMES.sub(" ", QUOTED.sub(" ", line))) for line in page.splitlines()]
    return [f"{line!r}: {found[0]}" for line, text in plain if (found := ENGLISH.search(text))]


def check(found: Any) -> None:
    told = found.err + found.out
    assert told
    assert unicodedata.is_normalized("NFC", told)
    assert english(told) == []


@pytest.mark.parametrize(
    "line",
    [
        "doctor",
        "token explain",
        "profiles",
        "profiles --example",
        "services list",
        f"services show {SERVICE}",
        f"services show {MISSING}",
        "services search xyzzy",
        "services list --state nonsense",
        "services list --limit 1 --verbose",
        "transactions list --limit 3",
        "transactions list --after 2030-01-01",
        "transactions get 0",
        f"openapi {MISSING}",
        f"openapi {SERVICE} --output made.json",
        f"openapi {SERVICE} --version 9.9.9",
        f"openapi {SERVICE} --version 1.0.0 --from-gateway",
        "download 0 folder",
        "download /x folder",
        "download 0 -",
        f"call {SERVICE} GET /nothing",
        f"call {SERVICE} GET /enterprises --output x.json",
        f"call {SERVICE} FOO /x",
        f"call {SERVICE} GET /a/../b",
        f"call {SERVICE} GET /a --user-id é",
        f"call {SERVICE} GET /a --purpose p",
        f"call {SERVICE} GET /a --header Host:x",
        f"call {SERVICE} GET /a --header X:é",
        f"call {MISSING} GET /x",
        "call VN/GOV/G12/dkkd GET /x",
        "call x GET /x",
        f"call {SERVICE} GET /x --client {PORTAL}x",
        f"call {SERVICE} POST /x --body {{",
        f"call {SERVICE} POST /x --body @nowhere",
        f"call {SERVICE} POST /x --body @.",
        f"call {SERVICE} POST /x --body @https://a.example",
        f"call {SERVICE} POST /x --type text/xml",
        f"call {SERVICE} POST /x --output /proc/x",
        f"call {SERVICE} GET /x --base-url http://127.0.0.1:9",
        "services list --base-url http://127.0.0.1:9 --verbose",
        "services list --base-url https://127.0.0.1:9 --ca nowhere.pem",
        "services list --base-url http://127.0.0.1:9 --ca nowhere.pem",
        "services list --base-url nonsense",
        "services list --profile nobody",
        "profiles --config .",
        "profiles --timeout 3",
        "profiles --verbose=1",
        "",
        "nonsense",
        "services",
        "services lst",
        "services list --limt 3",
        "services list --limit 0",
        "services list --timeout x",
        "services list --limit",
        "services list more",
        "transactions list --after yesterday",
        "call",
    ],
)
def test_no_english_is_left_in_a_command(run, write, tmp_path, line) -> None:
    (tmp_path / "settings").mkdir()
    write(more='language = "vi"')
    assert run("transactions", "list").status == 0
    check(run(*line.split(), *(() if "--lang" in line else ("--lang", "vi"))))


@pytest.mark.parametrize("fault", FAULTY)
def test_no_english_is_left_in_a_failure_of_the_hub(run, write, fault) -> None:
    with serve_hub(HubSettings(faults={fault})) as hub:
        write(base_url=hub.url, more="timeout = 1")
        for command in (("call", SERVICE, "GET", "/enterprises"), ("call", SERVICE, "POST", "/x", "--body", "{}")):
            check(run(*command, "--lang", "vi"))
        check(run("services", "list", "--lang", "vi", "--verbose"))


@pytest.mark.parametrize("profile", ["gateway", "ndxp-adapter"])
def test_no_english_is_left_about_another_dialect(run, write, profile) -> None:
    with serve_hub(HubSettings(profile=profile)) as hub:
        write(base_url=hub.url)
        check(run("call", SERVICE, "GET", "/enterprises", "--lang", "vi"))


PAGE = b"<html><head><title>Blocked</title></head><body>no</body></html>"
ANSWERS: dict[str, tuple[str, tuple[str, ...], bytes]] = {
    "page": ("403 Forbidden", ("Content-Type: text/html", "Server: squid"), PAGE),
    "redirect": ("302 Found", ("Location: /login",), b""),
    "empty": ("502 Bad Gateway", (), b""),
    "not-json": ("200 OK", ("Content-Type: application/json",), b"{"),
    "fault": ("500 Error", ("Content-Type: application/json",), b'{"fault": {"code": 900901, "message": "Invalid"}}'),
    "problem": ("400 Bad Request", ("Content-Type: application/problem+json",), b'{"title": "bad", "status": 400}'),
}


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("dialect", ["xroad", "gateway"])
def test_no_english_is_left_about_what_answers_instead(run, write, name, dialect) -> None:
    status, fields, body = ANSWERS[name]
    with listening(answering(status, *fields, body=body)) as port:
        write(base_url=f"http://127.0.0.1:{port}", more=f'dialect = "{dialect}"\ntimeout = 1')
        for command in (("call", SERVICE, "GET", "/enterprises"), ("services", "list")):
            found = run(*command, "--lang", "vi")
            assert english(found.err) == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        'default = "x"',
        "[profiles.a",
        "a = ",
        "a = 1",
        "[profiles.a]",
        "[profiles.a]\nbase_url = 1",
        "[a]\n[a]",
        'a = "x',
    ],
)
def test_no_english_is_left_about_a_file(run, tmp_path, content) -> None:
    (tmp_path / "ndxp.toml").write_text(content)
    check(run("doctor", "--lang", "vi"))
