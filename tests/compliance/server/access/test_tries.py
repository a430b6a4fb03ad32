"""Tries of log-ins and keys: all dashboards on a history count them together, and none can be had by asking at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

from compliance.actions.kept_access import KeptAccess
from compliance.actions.program_keys import PREFIX, add_key
from compliance.actions.settings import today
from compliance.history import tries as kept_tries
from compliance.server.access.recent import REMEMBERED
from compliance.server.access.tries import MOST, SharedTries
from tools.dashboard import HOST, PROXY, dashboard, named, proxy_access

from .conftest import Visitor

ELSEWHERE = "198.51.100.77"
WRONG = f"{PREFIX}{'A' * 43}"
API = "/api/v1/platforms"


@pytest.fixture
def opened(place: str) -> Iterator[Callable[[], KeptAccess]]:
    """Open the history as another process would."""
    made: list[KeptAccess] = []

    def opener() -> KeptAccess:
        made.append(KeptAccess(place))
        return made[-1]

    yield opener
    for each in made:
        each.close()


def test_log_ins_are_counted_by_all_dashboards_on_a_history(browser: Callable[..., Visitor]) -> None:
    first, second = browser(), browser()
    for number in range(MOST):
        assert (first, second)[number % 2].client.get("/auth/login").status_code == 303
    for visitor in (first, second, browser()):
        answer = visitor.client.get("/auth/login")
        assert answer.status_code == 429
        assert 0 < int(answer.headers["retry-after"]) <= 300
    assert browser(peer=ELSEWHERE).client.get("/auth/login").status_code == 303


def test_log_in_that_succeeds_forgives_at_every_dashboard(browser: Callable[..., Visitor]) -> None:
    first, second = browser(), browser()
    for _ in range(MOST - 3):
        assert first.client.get("/auth/login").status_code == 303
    assert second.log_in().status_code == 303
    for _ in range(MOST):
        assert first.client.get("/auth/login").status_code == 303


def test_keys_are_counted_by_all_dashboards_on_a_history(
    place: str, opened: Callable[[], KeptAccess], tmp_path: Path
) -> None:
    access = proxy_access(tmp_path)
    apps = [dashboard(access, tmp_path / "log", kept=opened()) for _ in range(3)]
    good = add_key("nightly", "reader", until=today() + timedelta(days=30), history=place)[1]

    def asked(app: Any, key: str, peer: str = ELSEWHERE) -> int:
        client = TestClient(app, base_url=f"https://{HOST}", client=(peer, 50000))
        answer: int = client.get(API, headers={"Authorization": f"Bearer {key}"}).status_code
        return answer

    assert asked(apps[0], good) == 404  # because this dashboard has no API behind its entrance
    assert [asked(apps[number % 2], WRONG) for number in range(MOST)] == [401] * MOST
    assert [asked(app, WRONG) for app in apps] == [429] * 3
    assert [asked(app, good) for app in apps] == [404, 429, 429]  # because it was good there a moment ago
    assert [asked(app, WRONG, "198.51.100.78") for app in apps] == [401] * 3
    person = TestClient(apps[0], base_url=f"https://{HOST}", client=(PROXY, 50000))
    assert person.get("/see-pages", headers=named("lan", "xem")).status_code == 200


def test_no_more_are_taken_however_many_ask_at_once(opened: Callable[[], KeptAccess]) -> None:
    processes = [SharedTries(opened(), b"k" * 32, "log-in", most=9) for _ in range(3)]
    with ThreadPoolExecutor(6) as pool:
        waits = list(pool.map(lambda number: processes[number % 3].wait("a"), range(30)))
    assert waits.count(0) == 9
    assert all(0 <= wait <= 300 for wait in waits)


def test_kinds_of_tries_and_addresses_are_counted_apart(opened: Callable[[], KeptAccess]) -> None:
    kept = opened()
    one, other = (SharedTries(kept, b"k" * 32, what, most=1) for what in ("log-in", "key"))
    assert [one.wait("a"), other.wait("a"), one.wait("b")] == [0, 0, 0]
    assert [one.wait("a") > 0, one.blocked("b") > 0, other.blocked("c")] == [True, True, 0]
    one.forgive("a")
    assert [one.blocked("a"), one.blocked("b") > 0, other.blocked("a") > 0] == [0, True, True]


def test_tries_are_forgotten_in_time_and_kept_without_an_address(place: str, opened: Callable[[], KeptAccess]) -> None:
    short = SharedTries(opened(), b"k" * 32, "log-in", most=1, window=0.0)
    assert [short.wait(f"198.51.100.{number}") for number in range(5)] == [0] * 5
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT who, seen FROM tries")).all()
    engine.dispose()
    assert len(rows) == 1
    assert b"198.51" not in bytes(rows[0][0])
    assert short.wait("198.51.100.4") == 0


def test_an_address_that_is_blocked_asks_nothing_of_the_history() -> None:
    class Kept:
        """A history that says how long is to be waited, and counts how often it was asked."""

        asked = 0

        def count_try(self, *_: Any) -> float:
            self.asked += 1
            return 200.0

    kept: Any = Kept()
    tries = SharedTries(kept, b"k" * 32, "key")
    assert REMEMBERED == 1.0
    assert {tries.wait("a") for _ in range(50)} == {200}
    assert kept.asked == 1


def test_so_many_are_counted_and_no_more(place: str, opened: Callable[[], KeptAccess]) -> None:
    kept = opened()
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")
    most = kept_tries._MOST
    soon = datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=60)
    rows = [{"who": n.to_bytes(32, "big"), "ends": str(soon + timedelta(milliseconds=n))} for n in range(most)]
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO tries (who, seen, ends) VALUES (:who, '[]', :ends)"), rows)
    tries = SharedTries(kept, b"k" * 32, "key", most=1)
    assert [tries.wait("a"), tries.wait("b"), tries.wait("a") > 0] == [0, 0, True]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM tries")).scalar() == most
        first = connection.execute(text("SELECT who FROM tries ORDER BY ends")).scalar()
        assert int.from_bytes(first, "big") == 2  # because those that would be forgotten first made room
    engine.dispose()


def test_history_that_is_away_refuses_a_log_in_with_a_reason(browser: Callable[..., Visitor], place: str) -> None:
    visitor = browser()
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE tries"))
    engine.dispose()
    assert visitor.client.get("/auth/login").status_code == 503
