"""Sessions: begun by nobody else, ended when they have to, and never leading away from the dashboard."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from compliance.server.access.identity import Identity, Role
from compliance.server.access.own_paths import own_path
from compliance.server.access.peers import household
from compliance.server.access.sessions import Sessions
from compliance.server.access.settings import SessionLifetime
from compliance.server.access.tries import OwnTries
from tools.dashboard import HOST, entries
from tools.issuer import Issuer

Visit = Callable[..., Any]
SESSION = "__Host-compliance"


@pytest.mark.parametrize("state", ["", "another", "\u0111", "a" * 10_000])
def test_wrong_state_is_refused(state: str, visit: Visit) -> None:
    visitor = visit()
    code = parse_qs(urlsplit(visitor.back(visitor.begin())).query)["code"][0]
    answer = visitor.client.get(f"/auth/callback?{urlencode({'code': code, 'state': state})}")
    assert answer.status_code == 400
    assert visitor.client.get("/see-pages").status_code == 401


def test_log_in_that_another_browser_began_is_refused(visit: Visit) -> None:
    """Forged log-in: an attacker sends a link that would log a victim in as the attacker."""
    attacker, victim = visit(), visit()
    link = attacker.back(attacker.begin())
    assert victim.client.get(link).status_code == 400
    victim.begin()
    assert victim.client.get(link).status_code == 400
    assert victim.client.get("/see-pages").status_code == 401


def test_replayed_answer_is_refused(visit: Visit, issuer: Issuer) -> None:
    visitor = visit()
    asked = visitor.begin()
    kept = dict(visitor.client.cookies)
    link = visitor.back(asked)
    assert visitor.client.get(link).status_code == 303
    visitor.client.cookies.clear()
    for name, value in kept.items():
        visitor.client.cookies.set(name, value, domain=HOST)
    issuer.granted[parse_qs(urlsplit(link).query)["code"][0]] = asked  # a provider that would take it twice
    assert visitor.client.get(link).status_code == 400
    assert visitor.client.get("/see-pages").status_code == 401


@pytest.mark.parametrize("kept", ["", "x", "W10.x.y", "a" * 5_000])
def test_forged_beginning_is_refused(kept: str, visit: Visit) -> None:
    visitor = visit()
    asked = visitor.begin()
    visitor.client.cookies.clear()
    visitor.client.cookies.set(f"{SESSION}-login", kept, domain=HOST)
    assert visitor.client.get(visitor.back(asked)).status_code == 400


@pytest.mark.parametrize("issuer_named", ["https://attacker.example", "", "twice"])
def test_answer_of_another_provider_is_refused(issuer_named: str, visit: Visit, issuer: Issuer) -> None:
    visitor = visit()
    query = parse_qs(urlsplit(visitor.back(visitor.begin())).query)
    query["iss"] = [issuer.url, "https://attacker.example"] if issuer_named == "twice" else [issuer_named]
    answer = visitor.client.get(f"/auth/callback?{urlencode(query, doseq=True)}")
    assert answer.status_code == 400


@pytest.mark.parametrize("change", [{"error": ["access_denied"]}, {"code": ["a", "b"]}, {"code": []}])
def test_answer_without_one_code_is_refused(change: Any, visit: Visit) -> None:
    visitor = visit()
    query = parse_qs(urlsplit(visitor.back(visitor.begin())).query) | change
    assert visitor.client.get(f"/auth/callback?{urlencode(query, doseq=True)}").status_code == 400


def test_session_that_an_attacker_set_is_never_taken_over(visit: Visit) -> None:
    """Session fixation: what stood in the browser before log-in opens nothing after it."""
    visitor, attacker = visit(), visit()
    visitor.client.cookies.set(SESSION, "chosen-by-the-attacker", domain=HOST)
    visitor.log_in()
    assert visitor.client.cookies.get(SESSION) != "chosen-by-the-attacker"
    attacker.client.cookies.set(SESSION, "chosen-by-the-attacker", domain=HOST)
    assert attacker.client.get("/see-pages").status_code == 401


def test_each_log_in_has_a_session_of_its_own_and_ends_the_one_before(visit: Visit) -> None:
    visitor, thief = visit(), visit()
    visitor.log_in()
    first = visitor.client.cookies.get(SESSION)
    visitor.log_in()
    assert visitor.client.cookies.get(SESSION) != first
    thief.client.cookies.set(SESSION, first, domain=HOST)
    assert thief.client.get("/see-pages").status_code == 401


def test_log_out_ends_the_session_and_not_only_the_cookie(visit: Visit) -> None:
    visitor = visit()
    visitor.log_in()
    kept, token = visitor.client.cookies.get(SESSION), visitor.client.get("/see-pages").json()["token"]
    answer = visitor.client.post("/auth/logout", data={"csrf_token": token})
    assert answer.status_code == 200
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    visitor.client.cookies.set(SESSION, kept, domain=HOST)
    assert visitor.client.get("/see-pages").status_code == 401
    assert entries(visitor.log)[-2] | {"at": ""} == {
        "at": "", "event": "log-out", "client": "198.51.100.9", "who": "lan"
    }  # fmt: skip


def test_nobody_is_logged_out_by_another_site_or_a_link(visit: Visit) -> None:
    visitor = visit()
    visitor.log_in()
    assert visitor.client.post("/auth/logout").status_code == 403
    assert visitor.client.get("/auth/logout").status_code == 405
    assert visitor.client.get("/see-pages").status_code == 200


@pytest.mark.parametrize("lifetime", [SessionLifetime(longest=0.0), SessionLifetime(idle=0.0)])
def test_session_ends_by_itself(lifetime: SessionLifetime, visit: Visit) -> None:
    visitor = visit(lifetime=lifetime)
    assert visitor.log_in().status_code == 303
    assert visitor.client.get("/see-pages").status_code == 401


def test_session_lives_as_long_as_it_is_used_and_no_longer_than_it_may() -> None:
    at = [0.0]
    sessions = Sessions(SessionLifetime(longest=100.0, idle=30.0), lambda: at[0])
    somebody = Identity("lan", frozenset({Role.READER}))
    used, idle = sessions.begin(somebody), sessions.begin(somebody)
    for at[0] in (20.0, 40.0, 60.0, 80.0, 99.0):
        assert sessions.find(used) == somebody
    assert sessions.find(idle) is None
    at[0] = 101.0
    assert sessions.find(used) is None


OPEN_REDIRECTS = [
    "https://a.example", "//a.example", "///a.example", "/\\a.example", "\\\\a.example", "/\t/a.example",
    "/\n/a.example", "\t//a.example", " //a.example", "/%09/a.example", "/%2f/a.example", "/%5ca.example",
    "%2f%2fa.example", "javascript:alert(1)", "data:text/html,x", "a.example", "http:a.example", "http:/a.example",
    "@a.example", ".a.example", "/\r\nSet-Cookie: a=b", "/%0d%0aSet-Cookie:a=b", "/\x00", "/\u2028x",
    "/\uff0fa.example", "", "?x", "/auth/login", "/auth/logout", "/" + "a" * 3_000, "/\u0111", "ftp://x", "//[::1",
    "/%00",
]  # fmt: skip


@pytest.mark.parametrize("asked", OPEN_REDIRECTS)
def test_log_in_leads_to_no_other_site(asked: str, visit: Visit) -> None:
    answer = visit().log_in(asked)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    assert not {"a", "b"} & set(answer.cookies)


@pytest.mark.parametrize("asked", ["/", "/vi/", "/vi/runs?run=3&page=2", "/vi/owners/G12#g-listed", "/a:b", "/a//b"])
def test_own_pages_are_led_to(asked: str) -> None:
    assert own_path(asked) == asked


def test_too_many_log_ins_are_refused_for_a_while(visit: Visit) -> None:
    visitor = visit()
    answers = [visitor.client.get("/auth/login").status_code for _ in range(31)]
    assert answers == [303] * 30 + [429]
    assert entries(visitor.log)[-2]["detail"] == "too many tries"


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("198.51.100.1", "198.51.100.1", True), ("198.51.100.1", "198.51.100.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True), ("2001:db8::1", "2001:db8:0:1::1", False),
        ("unknown", "unknown", True),
    ],
)  # fmt: skip
def test_addresses_that_one_machine_may_use_count_as_one(one: str, other: str, is_same: bool) -> None:
    assert (household(one) == household(other)) is is_same


def test_tries_are_counted_for_each_address_and_forgotten_in_time() -> None:
    at = [0.0]
    tries = OwnTries(most=2, window=10.0, clock=lambda: at[0])
    assert [tries.wait("a"), tries.wait("a"), tries.wait("a"), tries.wait("b")] == [0, 0, 10, 0]
    at[0] = 4.0
    assert tries.wait("a") == 6
    at[0] = 10.5
    assert tries.wait("a") == 0
    tries.forgive("a")
    assert [tries.wait("a"), tries.wait("a"), tries.wait("a") > 0] == [0, 0, True]
