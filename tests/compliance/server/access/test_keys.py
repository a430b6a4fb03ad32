"""Keys of programs: made on the command line, shown once, sent as a bearer token to the API, revoked."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from compliance.actions.errors import UsageError
from compliance.actions.kept_access import KeptAccess
from compliance.actions.kept_reader import KeptReader
from compliance.actions.program_keys import PREFIX, add_key, program_keys, revoke_key
from compliance.actions.settings import today
from compliance.server.access.entrance import Entrance, RequestLimits
from compliance.server.access.identity import Identity, Role
from compliance.server.access.log import AccessLog
from compliance.server.access.middleware import middleware
from compliance.server.access.recent import REMEMBERED
from compliance.server.access.settings import AccessSettings, Loopback
from compliance.server.app import application
from tools import postgres
from tools.dashboard import HOST, PROXY, SECRET, entries, named, oidc_access, proxy_access
from tools.kept_platforms import Runs
from tools.served import HANGS, started

OTHER = "nha-o"  # the platform of the second owner, G18
OWN = {"an-toan", "dat-dai", "ho-tich"}
UNTIL = today() + timedelta(days=30)
ISSUER = "https://login.example"
PLATFORMS = "/api/v1/platforms"
Run = Callable[..., Any]


class Programs:
    """A dashboard to which people log in, and programs that ask its API."""

    def __init__(self, runs: Runs, access: AccessSettings) -> None:
        self.place, self.log = runs.place, runs.folder / "access.jsonl"
        self._kept, self._reader = KeptAccess(runs.place), KeptReader(runs.place)
        self.entrance = Entrance.of(access, AccessLog(self.log), kept=self._kept, limits=RequestLimits(remembered=0.0))
        self.app = application((), middleware(self.entrance), self._reader)

    def client(self, key: str = "", peer: str = "198.51.100.9", **headers: str) -> TestClient:
        """A program with a key, at an address."""
        fields = {**({"Authorization": f"Bearer {key}"} if key else {}), **headers}
        url = f"https://{HOST}" if not isinstance(self.entrance.access, Loopback) else "http://127.0.0.1:8000"
        return TestClient(self.app, base_url=url, client=(peer, 50000), headers=fields, follow_redirects=False)

    def key(self, name: str = "nightly", role: str = "reader", *owners: str) -> str:
        return add_key(name, role, owners, until=UNTIL, history=self.place)[1]

    def close(self) -> None:
        self._kept.close()
        self._reader.close()


@pytest.fixture
def kept(runs: Runs, looked_at: Path) -> Runs:
    copytree(looked_at, runs.folder, dirs_exist_ok=True)
    return runs


@pytest.fixture
def opened(kept: Runs) -> Iterator[Callable[..., Programs]]:
    made: list[Programs] = []

    def opener(access: AccessSettings | None = None) -> Programs:
        made.append(Programs(kept, access or oidc_access(kept.folder, ISSUER)))
        return made[-1]

    yield opener
    for each in made:
        each.close()


@pytest.fixture
def programs(opened: Callable[..., Programs]) -> Programs:
    return opened()


def seen(client: TestClient) -> set[str]:
    return {each["id"] for each in client.get(PLATFORMS).json()["items"]}


def test_key_opens_the_api_and_nothing_else(programs: Programs) -> None:
    client = programs.client(programs.key())
    answer = client.get(PLATFORMS)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert "Authorization" in answer.headers["vary"]
    assert client.get("/vi/platforms", headers={"accept": "text/html"}).headers["location"].startswith("/auth/login")
    assert client.get("/vi/platforms").status_code == 401
    assert client.get("/vi/access-log").status_code == 401


def test_key_sees_what_its_role_sees(programs: Programs) -> None:
    assert seen(programs.client(programs.key("all"))) == {*OWN, OTHER}
    owner = programs.client(programs.key("own", "owner", "G12"))
    assert seen(owner) == OWN
    assert owner.get(f"{PLATFORMS}/{OTHER}").status_code == 404
    assert owner.get("/api/v1/trend").status_code == 403


def test_session_that_is_sent_beside_a_key_counts_for_nothing(opened: Callable[..., Programs], kept: Runs) -> None:
    programs = opened(proxy_access(kept.folder))
    client = programs.client(programs.key("own", "owner", "G12"), PROXY, **named("lan", "giam-sat"))
    assert seen(client) == OWN
    revoke_key("own", history=programs.place)
    assert client.get(PLATFORMS).status_code == 401


def test_token_that_is_no_key_is_refused_beside_a_session(programs: Programs) -> None:
    session = programs.entrance.sessions.begin(Identity("lan", frozenset({Role.AUDITOR})), frozenset({"giam-sat"}))
    client = programs.client(Cookie=f"{programs.entrance.cookie}={session}")
    assert client.get(PLATFORMS).status_code == 200
    assert client.get(PLATFORMS, headers={"Authorization": "Bearer eyJhbGciOi"}).status_code == 401
    assert client.get(PLATFORMS, headers={"Authorization": "Basic YTpi"}).status_code == 200


def test_token_of_the_proxy_is_no_key(opened: Callable[..., Programs], kept: Runs) -> None:
    programs = opened(proxy_access(kept.folder))
    assert programs.client("eyJhbGciOi", PROXY, **named("lan", "xem")).get(PLATFORMS).status_code == 200
    assert programs.client("eyJhbGciOi", PROXY).get(PLATFORMS).status_code == 401


def test_key_counts_on_this_machine_too(opened: Callable[..., Programs]) -> None:
    programs = opened(Loopback())
    assert seen(programs.client(programs.key("own", "owner", "G12"), "127.0.0.1")) == OWN
    assert programs.client(f"{PREFIX}x", "127.0.0.1").get(PLATFORMS).status_code == 401


def test_key_that_ended_or_was_revoked_opens_nothing_and_says_so(programs: Programs) -> None:
    key, client = programs.key(), programs.client()
    client.headers["Authorization"] = f"bearer {key}"  # the name of the scheme knows no capitals (RFC 9110, 11.1)
    assert client.get(PLATFORMS).status_code == 200
    with closing(sqlite3.connect(programs.place)) as database, database:
        database.execute("UPDATE program_keys SET ends = '2026-01-31'")
    answer = client.get(PLATFORMS, headers={"Accept-Language": "en"})
    assert answer.status_code == 401
    assert answer.json()["detail"] == "the key nightly counted until 31 January 2026"
    revoke_key("nightly", history=programs.place)
    assert client.get(PLATFORMS, headers={"Accept-Language": "en"}).json()["detail"] == "the key nightly was revoked"


@pytest.mark.parametrize(
    "sent",
    [
        f"{PREFIX}", f"{PREFIX}{'A' * 43}", f"{PREFIX}{'A' * 42}", f"{PREFIX}{'A' * 5_000}", f"{PREFIX}%00", "x", "",
        f"{PREFIX}' OR 1=1 --",
    ],
)  # fmt: skip
def test_what_is_no_key_is_refused(sent: str, programs: Programs) -> None:
    programs.key()
    answer = programs.client().get(PLATFORMS, headers={"Authorization": f"Bearer {sent}"})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith('Bearer realm="compliance"')


def test_key_that_is_changed_by_one_sign_is_none(programs: Programs) -> None:
    key = programs.key()
    for changed in (key[:-1], f"{key}A", key.swapcase(), f"{key[:-1]}{'A' if key[-1] != 'A' else 'B'}"):
        assert programs.client(changed).get(PLATFORMS).status_code == 401


def test_two_tokens_are_none(programs: Programs) -> None:
    client, key = programs.client(), programs.key()
    twice = [("Authorization", f"Bearer {key}"), ("Authorization", "Bearer x")]
    assert client.get(PLATFORMS, headers=httpx.Headers(twice)).status_code == 401


@pytest.mark.parametrize("name", ["access_token", "key", "token", "authorization", "api_key"])
def test_key_in_an_address_opens_nothing_and_is_not_logged(name: str, programs: Programs) -> None:
    key = programs.key()
    assert programs.client().get(f"{PLATFORMS}?{name}={key}").status_code == 401
    assert programs.client().get(f"{PLATFORMS}/{key}").status_code == 401
    assert programs.client(key).get(f"{PLATFORMS}/{key}").status_code == 404
    assert key not in programs.log.read_text()
    assert key[len(PREFIX) :] not in str(list(programs.entrance.log.last()))


def test_log_says_which_key_asked(programs: Programs) -> None:
    programs.client(programs.key("own", "owner", "G12")).get(PLATFORMS)
    entry = entries(programs.log)[-1]
    assert (entry["who"], entry["key"], entry["action"], entry["status"]) == ("own", 1, "see-pages", 200)
    programs.client(f"{PREFIX}{'A' * 43}").get(PLATFORMS)
    entry = entries(programs.log)[-1]
    assert (entry["who"], entry["status"], entry["reason"]) == (None, 401, "this is no key of this dashboard")


def test_401_of_the_api_names_what_one_may_come_in_by(programs: Programs) -> None:
    answer = programs.client().get(PLATFORMS)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="compliance"')
    wrong = programs.client("x").get(PLATFORMS).headers["www-authenticate"]
    assert wrong == 'Bearer realm="compliance", error="invalid_token"'


def test_401_of_a_page_has_a_challenge_where_no_log_in_is_offered(opened: Callable[..., Programs], kept: Runs) -> None:
    client = opened(proxy_access(kept.folder)).client(peer=PROXY)
    for headers in ({}, {"X-Remote-User": "lan", "X-Proxy-Secret": f"{SECRET}x"}):
        answer = client.get("/vi/platforms", headers={"accept": "text/html", **headers})
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="compliance"')


def test_too_many_failures_close_the_api_for_an_address_and_not_for_good_keys(programs: Programs) -> None:
    good, fresh = programs.key("good"), programs.key("fresh")
    assert programs.client(good).get(PLATFORMS).status_code == 200
    wrong = programs.client(f"{PREFIX}{'A' * 43}")
    assert [wrong.get(PLATFORMS).status_code for _ in range(31)] == [401] * 30 + [429]
    refused = programs.client(fresh).get(PLATFORMS)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 300
    assert programs.client(good).get(PLATFORMS).status_code == 200
    assert programs.client(fresh, peer="198.51.100.77").get(PLATFORMS).status_code == 200
    revoke_key("good", history=programs.place)
    assert [programs.client(good).get(PLATFORMS).status_code for _ in range(2)] == [401, 429]


def test_key_needs_no_token_against_forgery_and_changes_nothing(programs: Programs) -> None:
    client = programs.client(programs.key())
    assert client.post(PLATFORMS).status_code == 405
    assert client.post("/vi/overlaps").status_code == 403
    assert programs.client().post(PLATFORMS).status_code == 403


def test_last_day_of_use_is_written_once_a_day(programs: Programs) -> None:
    client = programs.client(programs.key())
    client.get(PLATFORMS)
    with closing(sqlite3.connect(programs.place)) as database, database:
        assert database.execute("SELECT used FROM program_keys").fetchall() == [(today().isoformat(),)]
        database.execute("CREATE TRIGGER no_write BEFORE UPDATE ON program_keys BEGIN SELECT RAISE(FAIL, 'no'); END")
    assert [client.get(PLATFORMS).status_code for _ in range(3)] == [200] * 3


def test_only_the_hash_is_kept(programs: Programs) -> None:
    key = programs.key()
    programs.client(key).get(PLATFORMS)
    for file in programs.place.parent.glob(f"{programs.place.name}*"):
        assert key.encode() not in file.read_bytes()
        assert key[len(PREFIX) :].encode() not in file.read_bytes()


def test_history_that_is_away_is_said_as_that_and_its_place_in_the_log_alone(
    programs: Programs, caplog: pytest.LogCaptureFixture
) -> None:
    client = programs.client(programs.key())
    with closing(sqlite3.connect(programs.place)) as database, database:
        database.execute("ALTER TABLE program_keys RENAME TO elsewhere")
    answer = client.get(PLATFORMS, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["detail"] == "the history cannot be read for a moment; the log of the dashboard says why"
    assert str(programs.place) not in answer.text
    assert str(programs.place) in caplog.text


@pytest.mark.parametrize(
    ("name", "role", "owners", "days", "said"),
    [
        ("", "reader", (), 1, "a name of 1 to 100 characters"), ("a\nb", "reader", (), 1, "a name of 1 to 100"),
        ("a", "auditor", (), 1, "auditor is no role of a program"), ("a", "owner", (), 1, "needs the codes"),
        ("a", "reader", ("G12",), 1, "needs the codes"), ("a", "reader", (), -1, "has passed"),
        ("a", "reader", (), 366, "at most one year ahead"),
    ],
)  # fmt: skip
def test_key_that_makes_no_sense_is_not_made(
    name: str, role: str, owners: tuple[str, ...], days: int, said: str, kept: Runs
) -> None:
    with pytest.raises(UsageError, match=said):
        add_key(name, role, owners, until=today() + timedelta(days=days), history=kept.place)
    assert program_keys(kept.place) == ()


def test_name_of_a_key_is_never_given_again(kept: Runs) -> None:
    add_key("a", "reader", until=UNTIL, history=kept.place)
    revoke_key("a", history=kept.place)
    with pytest.raises(UsageError, match="there is a key a already, or there was one"):
        add_key("a", "reader", until=UNTIL, history=kept.place)
    with pytest.raises(UsageError, match="no key a that could be revoked"):
        revoke_key("a", history=kept.place)


def lived(run: Run, place: str, folder: Path) -> None:
    """Make a key on the command line, ask a running dashboard with it, and revoke it."""
    at = ("--history", place)
    made = run("keys", "add", "nightly", "--role", "owner:G12", "--until", UNTIL.isoformat(), *at)
    assert (made.status, made.out.count("\n")) == (0, 1)
    assert "shown this once" in made.err
    key = made.out.strip()
    with (
        started(folder, "--port", 0, "--log", "access.jsonl", *at) as (_, address),
        httpx.Client(base_url=address, trust_env=False, timeout=HANGS) as client,
    ):
        client.headers["Authorization"] = f"Bearer {key}"
        assert {each["id"] for each in client.get(PLATFORMS).json()["items"]} == OWN
        (listed,) = json.loads(run("keys", "list", "--format", "json", *at).out)["keys"]
        assert (listed["name"], listed["counts"], listed["used"]) == ("nightly", True, today().isoformat())
        assert "Đã thu hồi khóa: nightly" in run("keys", "revoke", "nightly", "--lang", "vi", *at).out
        time.sleep(REMEMBERED)
        assert client.get(PLATFORMS).status_code == 401
    shown = run("keys", "list", *at)
    assert "G12" in shown.out
    assert "revoked" in shown.out
    assert key not in shown.out + shown.err + (folder / "access.jsonl").read_text()


@pytest.mark.usefixtures("sockets_and_processes")
def test_life_of_a_key_in_a_file(run: Run, kept: Runs) -> None:
    lived(run, str(kept.place), kept.folder)


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.serving() as served:
        yield served


@pytest.mark.system
@pytest.mark.usefixtures("sockets_and_processes")
def test_life_of_a_key_in_postgresql(server: postgres.Server, run: Run, runs: Runs) -> None:
    Runs(runs.folder, server.address).audit()  # type: ignore[arg-type]  # a place is a file or an address
    lived(run, server.address, runs.folder)
