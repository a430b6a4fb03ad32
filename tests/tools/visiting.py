"""A browser that visits the dashboard as people do: with a script or without, by keyboard, on a phone and on paper."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from io import BytesIO
from typing import Any

import pypdf
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tools.browser import CHROMIUM

PHONE, WIDE, NARROWEST = 390, 1280, 320
HEIGHT = 900
_UNFOLD = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
_WIDE_PARTS = """() => [...document.querySelectorAll("body *")].filter((each) => {
  const { right, left, width } = each.getBoundingClientRect();
  return width > 1 && (right > innerWidth + 1 || left < -1) && !each.closest(".skip, .vh, .defs, .scroll");
}).slice(0, 5).map((each) => each.outerHTML.slice(0, 150))"""
_CHECK = "axe.run({ resultTypes: ['violations'] })"
_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium until the end of the block."""
    assert CHROMIUM, "install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visitor:
    """A page that is open in a browser, and all that the browser said and asked for meanwhile."""

    page: Page
    base: str
    said: list[str] = field(default_factory=list)
    asked: list[tuple[str, int | None]] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the dashboard."""
        self.page.goto(f"{self.base}{path}")
        return self.page

    def unfold(self) -> None:
        """Open all that is folded."""
        self.page.evaluate(_UNFOLD)

    def width(self) -> int:
        """How wide the page got."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth")
        return width

    def sticking_out(self) -> list[str]:
        """The beginnings of what is wider than the window, without what is scrolled by itself."""
        parts: list[str] = self.page.evaluate(_WIDE_PARTS)
        return parts

    def checked(self) -> tuple[list[str], int]:
        """What axe-core finds, and how many of its rules found nothing wrong. It runs beside the policy of the page.

        Of what it finds right it describes one place for each rule, because to describe all takes as long as to look.
        """
        self.page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
        found: dict[str, list[dict[str, Any]]] = self.page.evaluate(_CHECK)
        return [_shown(each) for each in found["violations"]], len(found["passes"])

    def printed(self) -> pypdf.PdfReader:
        """The page on paper."""
        return pypdf.PdfReader(BytesIO(self.page.pdf(prefer_css_page_size=True)))


def _shown(violation: dict[str, Any]) -> str:
    nodes = [node["html"][:160] for node in violation["nodes"]]
    return f"{violation['impact']} {violation['id']} ({len(nodes)}): {json.dumps(nodes[:3], ensure_ascii=False)}"


def _failed(request: Request) -> list[tuple[str, None]]:
    """A request that failed, unless by the browser's leaving the page that made it."""
    return [] if request.failure == "net::ERR_ABORTED" else [(request.url, None)]


@contextmanager
def visitor(browser: Browser, base: str, *, width: int = WIDE, **further: Any) -> Iterator[Visitor]:
    """Open a window of a width until the end of the block; `further` are settings of Playwright."""
    context = browser.new_context(viewport={"width": width, "height": HEIGHT}, **further)
    try:
        context.add_init_script(_VIOLATIONS)
        opened = Visitor(context.new_page(), base)
        opened.page.on("console", lambda message: opened.said.append(message.text))
        opened.page.on("pageerror", lambda error: opened.said.append(str(error)))
        opened.page.on("dialog", lambda dialog: (opened.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        opened.page.on("requestfailed", lambda request: opened.asked.extend(_failed(request)))
        opened.page.on("response", lambda response: opened.asked.append((response.url, response.status)))
        yield opened
    finally:
        context.close()
