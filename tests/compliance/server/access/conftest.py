"""A provider that logs people in, and a dashboard that trusts it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from tools.dashboard import HOST, oidc_access, trusting
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
