"""The dashboard as visitors ask it, over a history that is there for as long as they ask."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from starlette.testclient import TestClient

from compliance.actions.kept_reader import KeptReader
from compliance.server.access.entrance import Entrance
from compliance.server.access.log import AccessLog
from compliance.server.access.middleware import middleware
from compliance.server.access.settings import AccessSettings, Loopback
from compliance.server.app import application
from tools.dashboard import PROXY, named, proxy_access


@dataclass(frozen=True)
class Site:
    """A dashboard over one history."""

    reader: KeptReader
    folder: Path
    further: list = field(default_factory=list)

    def on_loopback(self) -> TestClient:
        """A browser on the machine of the dashboard."""
        return self._client(Loopback(), "http://127.0.0.1:8000", "127.0.0.1")

    def behind_proxy(self, user: str, *groups: str) -> TestClient:
        """Somebody whom a proxy names, with these groups."""
        access = proxy_access(self.folder)
        return self._client(access, access.url, PROXY, named(user, *groups))

    def _client(self, access: AccessSettings, url: str, peer: str, headers: dict[str, str] | None = None) -> TestClient:
        entrance = Entrance.of(access, AccessLog(self.folder / "access.jsonl"))
        app = application(self.further, middleware(entrance), self.reader)
        return TestClient(app, base_url=url, client=(peer, 50000), headers=headers or {}, follow_redirects=False)


@contextmanager
def site_on(place: Path, folder: Path) -> Iterator[Site]:
    """Open a history for visitors."""
    with KeptReader(place) as reader:
        yield Site(reader, folder)


def links(page: str, fits: Callable[[str], bool] = lambda _: True) -> list[str]:
    """The addresses that a page leads to, each once, in its order."""
    found = (unescape(href) for href in re.findall(r'href="([^"#]+)[^"]*"', page))
    return [href for href in dict.fromkeys(found) if fits(href)]


def plain(page: str) -> str:
    """The text of a page, on one line."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
