"""Sessions in the history: known to every dashboard on it, after a restart too, and ended for all of them at once."""

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copytree
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

import compliance
from compliance.actions.kept_access import KeptAccess
from compliance.server.access.entrance import RequestLimits
from compliance.server.access.identity import Role
from compliance.server.access.recent import REMEMBERED, Recent
from compliance.server.access.settings import GroupRole, SessionLifetime
from tools.dashboard import HOST, dashboard, entries, oidc_access
from tools.issuer import CLIENT, SECRET, Issuer
from tools.served import HANGS, started
from tools.servers import free_port

from .conftest import Visitor

SESSION = "__Host-compliance"
Run = Callable[..., Any]


def status(visitor: Visitor, path: str = "/see-pages") -> int:
    found: int = visitor.client.get(path).status_code
    return found


def test_every_dashboard_on_the_history_knows_a_session(browser: Callable[..., Visitor]) -> None:
    first = browser()
    assert first.log_in().status_code == 303
    second = browser(first.client.cookies)
    shown = second.client.get("/see-pages").json()
    assert (shown["name"], shown["roles"]) == ("lan", ["auditor"])
    sent = {"csrf_token": shown["token"]}
    assert first.client.post("/start-audit", data=sent).status_code == 200
    assert first.client.post("/auth/logout", data=sent).status_code == 200
    assert status(second) == 401


def test_log_in_may_end_at_another_dashboard_than_it_began_and_once_in_all(
    browser: Callable[..., Visitor], issuer: Issuer
) -> None:
    first = browser()
    asked = first.begin()
    back = first.back(asked)
    begun = dict(first.client.cookies)
    second, third = browser(begun), browser(begun)
    assert second.client.get(back).status_code == 303
    assert status(second) == 200
    issuer.granted[back.partition("code=")[2].partition("&")[0]] = asked  # a provider that would take it twice
    assert third.client.get(back).status_code == 400
    assert entries(third.log)[-2]["detail"] == "a state came twice"
    assert status(third) == 401


def test_nothing_in_the_history_opens_a_session(browser: Callable[..., Visitor], place: str) -> None:
    visitor = browser()
    visitor.log_in()
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM sessions")).all()
    engine.dispose()
    id_ = visitor.client.cookies[SESSION]
    assert len(rows) == 1
    assert id_ not in str(rows)
    for digest in (bytes(rows[0][0]).hex(), str(rows[0][0]), ""):
        assert status(browser({SESSION: digest} if digest else None)) == 401


@pytest.mark.parametrize("id_", ["A" * 43, "A" * 5_000, "%00", "' OR 1=1 --", "A" * 42])
def test_what_is_no_id_opens_nothing(id_: str, browser: Callable[..., Visitor]) -> None:
    browser().log_in()
    assert status(browser({SESSION: id_})) == 401


def test_roles_are_those_that_the_groups_have_now(browser: Callable[..., Visitor]) -> None:
    first = browser()
    first.log_in()
    lower = browser(first.client.cookies, groups=(GroupRole("giam-sat", Role.READER),))
    assert lower.client.get("/see-pages").json()["roles"] == ["reader"]
    assert status(lower, "/start-audit") == 403
    assert status(browser(first.client.cookies, groups=(GroupRole("other", Role.READER),))) == 401


def test_session_of_another_provider_is_none(browser: Callable[..., Visitor], tmp_path: Path, place: str) -> None:
    first = browser()
    first.log_in()
    with KeptAccess(place) as kept:
        app = dashboard(oidc_access(tmp_path, "https://other.example"), tmp_path / "log", kept=kept)
        client = TestClient(app, base_url=f"https://{HOST}", cookies=first.client.cookies, follow_redirects=False)
        assert client.get("/see-pages").status_code == 401


def test_log_in_with_other_groups_ends_the_sessions_with_the_former(
    browser: Callable[..., Visitor], issuer: Issuer
) -> None:
    first, same, later = browser(), browser(), browser()
    first.log_in()
    same.log_in()
    assert status(first) == status(same) == 200
    issuer.user["groups"] = ["xem"]
    later.log_in()
    assert [status(each) for each in (first, same, later)] == [401, 401, 200]


def test_somebody_has_so_many_sessions_and_no_more(browser: Callable[..., Visitor]) -> None:
    visitors = []
    opener = browser()
    for _ in range(21):
        opener.client.cookies.clear()
        opener.log_in()
        visitors.append(dict(opener.client.cookies))
    found = []
    for cookies in visitors:
        opener.client.cookies.clear()
        opener.client.cookies.update(cookies)
        found.append(status(opener))
    assert found == [401] + [200] * 20


@pytest.mark.parametrize("lifetime", [SessionLifetime(longest=0.0), SessionLifetime(idle=0.0)])
def test_session_ends_by_itself(lifetime: SessionLifetime, browser: Callable[..., Visitor]) -> None:
    visitor = browser(lifetime=lifetime)
    assert visitor.log_in().status_code == 303
    assert status(visitor) == 401


def test_use_is_written_down_seldom(browser: Callable[..., Visitor], place: str) -> None:
    visitor = browser()
    visitor.log_in()
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")

    def seen(minutes: int = 0) -> Any:
        """When the session was seen, after its moments were moved back by minutes."""
        with engine.begin() as connection:
            if minutes:
                moved = (
                    f"seen - interval '{minutes} minutes'"
                    if "://" in place
                    else f"strftime('%Y-%m-%d %H:%M:%f000', seen, '-{minutes} minutes')"
                )
                connection.execute(text(f"UPDATE sessions SET seen = {moved}"))
            return connection.execute(text("SELECT seen FROM sessions")).scalar_one()

    at = seen()
    assert [status(visitor) for _ in range(3)] == [200] * 3
    assert seen() == at
    moved = seen(4)
    assert status(visitor) == 200
    assert seen() > moved
    seen(31)
    assert status(visitor) == 401
    engine.dispose()


def test_operator_ends_the_sessions_of_somebody_and_of_everybody(
    browser: Callable[..., Visitor], issuer: Issuer, place: str, run: Run
) -> None:
    lan, minh = browser(), browser()
    lan.log_in()
    issuer.user |= {"preferred_username": "minh", "groups": ["xem", "unknown"]}
    minh.log_in()
    at = ("--history", place)
    listed = json.loads(run("sessions", "list", "--format", "json", *at).out)["sessions"]
    assert [(each["name"], each["groups"]) for each in listed] == [("minh", ["xem"]), ("lan", ["giam-sat"])]
    assert "Đã kết thúc phiên: 1" in run("sessions", "end", "lan", "--lang", "vi", *at).out
    assert [status(lan), status(minh)] == [401, 200]
    assert "nobody of the name lan has a session" in run("sessions", "end", "lan", *at).err
    assert "Sessions ended: 1" in run("sessions", "end", "--all", *at).out
    assert status(minh) == 401
    assert "Sessions in" in run("sessions", "list", *at).out + run("sessions", "list", *at).err


def test_session_is_asked_for_once_a_second_and_its_end_here_counts_at_once(
    browser: Callable[..., Visitor], place: str
) -> None:
    first = browser(remembered=3_600.0)
    first.log_in()
    shown = first.client.get("/see-pages").json()
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE sessions RENAME TO elsewhere"))
    assert [status(first) for _ in range(3)] == [200] * 3
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO sessions"))
    engine.dispose()
    second = browser(first.client.cookies)
    assert first.client.post("/auth/logout", data={"csrf_token": shown["token"]}).status_code == 200
    first.client.cookies.update(second.client.cookies)
    assert [status(first), status(second)] == [401, 401]


def test_what_was_said_counts_for_its_time_and_until_it_is_forgotten() -> None:
    at = [0.0]
    recent = Recent[str](1.0, lambda: at[0])
    recent.keep(b"a", "x")
    at[0] = 0.9
    assert recent.get(b"a") == "x"
    at[0] = 1.0
    assert recent.get(b"a") is None
    recent.keep(b"a", "y")
    recent.forget(b"a")
    assert recent.get(b"a") is None
    assert Recent[str](0.0).get(b"a") is None


def test_history_that_is_away_is_said_as_that(tmp_path: Path, issuer: Issuer) -> None:
    place = tmp_path / "history.sqlite"
    compliance.migrate_history(place)
    with KeptAccess(place) as kept:
        app = dashboard(
            oidc_access(tmp_path, issuer.url), tmp_path / "log", kept=kept, limits=RequestLimits(remembered=0.0)
        )
        client = TestClient(app, base_url=f"https://{HOST}", follow_redirects=False)
        visitor = Visitor(client, issuer, tmp_path / "log")
        visitor.log_in()
        asked = visitor.begin()
        with closing(sqlite3.connect(place)) as database, database:
            database.execute("ALTER TABLE sessions RENAME TO elsewhere")
        assert status(visitor) == 503
        client.cookies.delete(SESSION)
        answer = client.get(visitor.back(asked))
        assert answer.status_code == 503
        assert str(place) not in answer.text


def test_session_outlives_the_process_and_is_known_to_another(tmp_path: Path, issuer: Issuer, looked_at: Path) -> None:
    copytree(looked_at, tmp_path, dirs_exist_ok=True)
    kept: dict[str, str] = {}

    def asking(port: int) -> httpx.Client:
        return httpx.Client(base_url=f"http://localhost:{port}", trust_env=False, timeout=HANGS, cookies=kept)

    def serving(port: int) -> Any:
        url = ("--port", port, "--url", f"http://localhost:{port}", "--log", "access.jsonl", "--auth", "oidc")
        client = ("--issuer", issuer.url, "--client-id", CLIENT, "--client-secret", "env:CLIENT_SECRET")
        return started(tmp_path, *url, *client, "--group", "giam-sat=auditor", CLIENT_SECRET=SECRET)

    one, two, three = free_port(), free_port(), free_port()
    with serving(one), asking(one) as client:
        asked = dict(httpx.URL(client.get("/auth/login").headers["location"]).params)
        back = httpx.URL(issuer.authorize(asked)).raw_path.decode()
        assert client.get(back).status_code == 303
        kept = dict(client.cookies)
    with serving(two), serving(three), asking(two) as client, asking(three) as other:
        page = client.get("/vi/runs")
        assert page.status_code == other.get("/en/runs").status_code == 200
        token = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]
        assert other.post("/auth/logout", data={"csrf_token": token}).status_code == 200
        assert other.get("/vi/runs").status_code == 401
        time.sleep(REMEMBERED)
        assert client.get("/vi/runs").status_code == 401
