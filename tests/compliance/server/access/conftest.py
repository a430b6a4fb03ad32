"""A provider that logs people in, and dashboards that trust it, alone or on one history."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

import compliance
from compliance.actions.kept_access import KeptAccess
from compliance.server.access.entrance import RequestLimits
from tools import postgres
from tools.dashboard import HOST, dashboard, oidc_access, trusting
from tools.issuer import Issuer, serving


@pytest.fixture
def issuer(sockets_and_processes: None) -> Iterator[Issuer]:
    with serving() as running:
        yield running


class Visitor:
    """A browser, with the log of the dashboard that it visits."""

    def __init__(self, client: TestClient, issuer: Issuer, log: Path) -> None:
        self.client = client
        self.issuer = issuer
        self.log = log

    def begin(self, after: str = "/see-pages") -> dict[str, str]:
        """Begin to log in; returns what the provider is asked."""
        answer = self.client.get("/auth/login", params={"next": after})
        assert answer.status_code == 303, answer.text
        address = urlsplit(answer.headers["location"])
        assert f"{address.scheme}://{address.netloc}" == self.issuer.url
        return {name: values[0] for name, values in parse_qs(address.query).items()}

    def back(self, asked: dict[str, str]) -> str:
        """The path and query by which the provider sends the browser back."""
        address = urlsplit(self.issuer.authorize(asked))
        assert address.netloc == HOST
        return f"{address.path}?{address.query}"

    def log_in(self, after: str = "/see-pages"):
        """Log in; returns the last answer."""
        return self.client.get(self.back(self.begin(after)))


@pytest.fixture
def visit(issuer: Issuer, tmp_path: Path) -> Callable[..., Visitor]:
    """Open a browser; all visit one dashboard unless settings are given."""
    app = trusting(oidc_access(tmp_path, issuer.url), tmp_path / "log")

    def opened(**further) -> Visitor:
        client = TestClient(
            trusting(oidc_access(tmp_path, issuer.url, **further), tmp_path / "log") if further else app,
            base_url=f"https://{HOST}",
            client=("198.51.100.9", 50000),
            follow_redirects=False,
        )
        return Visitor(client, issuer, tmp_path / "log")

    return opened


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.serving() as served:
        yield served


@pytest.fixture(params=["file", pytest.param("postgresql", marks=pytest.mark.system)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty history, in a file or in a database."""
    if request.param == "file":
        made = str(tmp_path / "history.sqlite")
    else:
        request.getfixturevalue("sockets_and_processes")
        made = request.getfixturevalue("server").address
        engine = create_engine(made)
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
    compliance.migrate_history(made)
    return made


@pytest.fixture
def browser(place: str, issuer: Issuer, tmp_path: Path) -> Iterator[Callable[..., Visitor]]:
    """Open a browser at a dashboard of its own, as if each were another process on the history."""
    opened: list[KeptAccess] = []

    def opener(cookies: Any = None, remembered: float = 0.0, peer: str = "198.51.100.9", **further: Any) -> Visitor:
        opened.append(KeptAccess(place))
        asked = oidc_access(tmp_path, issuer.url, **further)
        app = dashboard(asked, tmp_path / "log", kept=opened[-1], limits=RequestLimits(remembered=remembered))
        client = TestClient(
            app, base_url=f"https://{HOST}", client=(peer, 50000), follow_redirects=False, cookies=cookies
        )
        return Visitor(client, issuer, tmp_path / "log")

    yield opener
    for each in opened:
        each.close()
