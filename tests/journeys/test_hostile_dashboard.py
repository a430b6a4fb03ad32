"""A dashboard over stored texts that try to be something else, in a real browser. Run by .ci/run."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tools.hostile_history import BREAKING, LONG, MARKUP, SLUGS, STACKED, hostile_history
from tools.served import started
from tools.visiting import NARROWEST, WIDE, chromium, visitor

pytestmark = pytest.mark.system
PATHS = ("/", "/platforms", "/due", "/runs", "/runs/2", "/runs/2/since/1", "/overlaps", "/evidence", "/requirements")
WRITTEN = "script:not([src*='/static/']), img, iframe, object, [onerror], [onload], [style], svg[onload]"
CONTROLS = "\u202e\u2066\u2069\x00\x07\x1b\x9b\ufeff"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dashboard."""
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        hostile_history(folder)
    with started(folder, "--port", 0, "--log", "access.jsonl") as (_, address):
        yield address.rstrip("/")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.parametrize("width", [WIDE, NARROWEST])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_stored_texts_are_shown_and_neither_run_nor_burst_the_page(
    base: str, browser: Browser, language: str, width: int
) -> None:
    with visitor(browser, base, width=width) as reader:
        for path in (*PATHS, *(f"/platforms/{slug}" for slug in SLUGS)):
            page = reader.go(f"/{language}{path}")
            reader.unfold()
            assert page.locator(WRITTEN).count() == 0, path
            assert not set(CONTROLS) & set(page.locator("body").inner_text()), path
            assert (reader.width(), reader.sticking_out()) == (width, []), path
            assert reader.said == [], path
        text = reader.go(f"/{language}/platforms").locator("table.platforms").inner_text()
        for name in (MARKUP, LONG, STACKED, BREAKING):
            assert name in text
        assert "\\u202eright to left\\u2066" in text
        owners = reader.go(f"/{language}/").locator("table.owners th a")
        for place in range(owners.count()):
            reader.go(f"/{language}/").locator("table.owners th a").nth(place).click()
            assert reader.page.locator("h1").count() == 1
            assert (reader.width(), reader.sticking_out()) == (width, [])
        assert reader.said == []


def test_axe_finds_nothing_among_hostile_texts(base: str, browser: Browser) -> None:
    with visitor(browser, base) as reader:
        for path in (*PATHS, f"/platforms/{SLUGS[0]}"):
            reader.go(f"/vi{path}")
            violations, passed = reader.checked()
            assert (violations, passed > 10) == ([], True), path
