"""The dashboard in a real browser, as `compliance serve` serves the simulated fleet. Run by .ci/run."""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from unicodedata import normalize
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from compliance.actions.settings import today
from compliance.locale import words
from compliance.report import labels
from compliance.server import pages
from compliance.server.app import modules
from tools.demonstration import evidence
from tools.fleet_history import SEEDS, fleet_history
from tools.once import once
from tools.served import started
from tools.visiting import NARROWEST, PHONE, WIDE, Visitor, chromium, visitor

pytestmark = pytest.mark.system
LANGUAGES = ("vi", "en")
FINANCE = "national-digital-finance"
EXAMPLES = {
    "{slug}": FINANCE,
    "{key}": "G12",
    "{number:int}": "3",
    "{since:int}": "2",
    "/requirements/{id}": "/requirements/GP.RFC9325",
    "/rules/{id}": "/rules/endpoint.old_tls_is_refused",
}
FURTHER = (
    "/?run=1",
    "/platforms?q=national&sort=-warn",
    "/platforms?q=nothing+is+so",
    "/requirements?q=RFC",
    "/runs/2/since/1",
    "/nothing",
)
FILES = ("{file}", "{form}", "/dossier", "/comparison", ".yaml", ".atom")
ASKING = "/waiver"
MOVING = "/access-log"
MOST_SHEETS = 3
# each language, each colour scheme and each width together with each of the others
WINDOWS = [("vi", "light", WIDE), ("vi", "dark", PHONE), ("en", "dark", WIDE), ("en", "light", PHONE)]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dashboard."""
    demos = [evidence(tmp_path_factory, seed) for seed in SEEDS]
    made = once(tmp_path_factory, "fleet", lambda folder: fleet_history(folder, demos))
    folder = tmp_path_factory.mktemp("fleet")
    shutil.copy(made / "history.sqlite", folder)
    with started(folder, "--port", 0, "--log", "access.jsonl") as (_, address):
        yield address.rstrip("/")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def paths(language: str) -> list[str]:
    """A page of each kind. What leads to files is no page."""
    found = [page.PATH for page in modules(pages) if not any(part in page.PATH for part in FILES)]
    found = [path for path in found if not path.endswith(ASKING)]
    for part, example in EXAMPLES.items():
        found = [path.replace(part, example) for path in found]
    unknown = [path for path in found if "{" in path]
    assert not unknown, f"say in EXAMPLES what stands for the names in {unknown}"
    assert len(found) > 10
    return [f"/{language}{path}" for path in (*found, *FURTHER)]


@pytest.mark.parametrize(("language", "scheme", "width"), WINDOWS)
def test_axe_finds_nothing(base: str, browser: Browser, language: str, scheme: str, width: int) -> None:
    found: dict[str, list[str]] = {}
    with visitor(browser, base, width=width, color_scheme=scheme) as reader:
        for path in paths(language):
            reader.go(path)
            reader.unfold()
            violations, passed = reader.checked()
            assert passed > 10
            found |= {path: violations} if violations else {}
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_bring_no_complaint_and_ask_nobody_else(base: str, browser: Browser, language: str) -> None:
    with visitor(browser, base) as reader:
        for path in paths(language):
            is_there = not path.endswith("/nothing")
            reader.go(path)
            assert reader.page.locator("h1").count() == 1, path
            assert not is_there or reader.said == [], path
            reader.said.clear()
        hosts = {urlsplit(address).netloc for address, _ in reader.asked}
        failed = [each for each in reader.asked if each[1] != 200 and not each[0].endswith("/nothing")]
    assert hosts == {urlsplit(base).netloc}
    assert failed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_is_read_without_a_script_as_with_it(base: str, browser: Browser, language: str) -> None:
    with visitor(browser, base) as usual, visitor(browser, base, java_script_enabled=False) as plain:
        for path in paths(language):
            texts = [each.go(path).locator("body").inner_text() for each in (usual, plain)]
            assert texts[0] == texts[1] or path.endswith(MOVING), path
        page = plain.go(f"/{language}/platforms")
        all_rows = page.locator("table.platforms tr:not(.group)").count()
        page.locator("input[name=q]").fill("national")
        page.locator("select[name=owner]").select_option("G12")
        page.locator("form.filter button").click()
        shown = page.locator("table.platforms tbody tr:not(.group) th a")
        assert 1 < shown.count() < all_rows
        assert page.locator("input[name=q]").input_value() == "national"
        page.locator("form.filter > a").click()
        assert page.locator("table.platforms tr:not(.group)").count() == all_rows
        page = plain.go(f"/{language}/platforms/{FINANCE}")
        page.locator("details summary").first.click()
        assert page.locator("details[open]").count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "scale"), [(NARROWEST, 1), (WIDE // 2, 2), (WIDE, 1)])
def test_no_page_is_wider_than_its_window(base: str, browser: Browser, language: str, width: int, scale: int) -> None:
    """On the narrowest phone, and on a wide screen at twice the size (WCAG 2.2, success criteria 1.4.4 and 1.4.10)."""
    with visitor(browser, base, width=width, device_scale_factor=scale) as reader:
        for path in paths(language):
            reader.go(path)
            reader.unfold()
            assert (reader.width(), reader.sticking_out()) == (width, []), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_is_few_sheets_of_paper_that_say_simulated(base: str, browser: Browser, language: str) -> None:
    said = labels.simulated(words(language))
    with visitor(browser, base) as reader:
        reader.go(f"/{language}/")
        sheets = [" ".join(normalize("NFKC", each.extract_text()).split()) for each in reader.printed().pages]
    assert 1 <= len(sheets) <= MOST_SHEETS
    for number, sheet in enumerate(sheets, 1):
        assert said in sheet
        assert f"{number} / {len(sheets)}" in sheet


@pytest.mark.parametrize("width", [WIDE, NARROWEST])
def test_a_waiver_is_asked_for_from_the_page_of_a_platform(base: str, browser: Browser, width: int) -> None:
    with visitor(browser, base, width=width) as reader:
        page = reader.go(f"/vi/platforms/{FINANCE}")
        page.locator(f".finding a[href*='{ASKING}']").first.click()
        assert page.locator("form[method=post]").count() == 1
        violations, passed = reader.checked()
        assert (violations, passed > 10) == ([], True)
        assert (reader.width(), reader.sticking_out(), reader.said) == (width, [], [])
        page.locator("textarea").fill("x")
        page.locator("input[name=legal_basis]").fill("x")
        page.locator("input[name=expires]").evaluate("(each) => { each.type = 'text'; each.value = 'x'; }")
        page.locator("form.tall button").press("Enter")
        assert page.locator("[role=alert] li").count() >= 1
        assert reader.checked()[0] == []


@pytest.mark.parametrize(("language", "scheme", "width"), [("vi", "light", WIDE), ("en", "dark", NARROWEST)])
def test_a_key_of_a_program_is_made_shown_and_revoked(
    base: str, browser: Browser, language: str, scheme: str, width: int
) -> None:
    name, ends = f"night-{language}", (today() + timedelta(days=30)).isoformat()
    with visitor(browser, base, width=width, color_scheme=scheme) as reader:
        page = reader.go(f"/{language}/")
        page.locator(f"footer a[href='/{language}/keys']").click()
        page.locator("input[name=name]").fill(name)
        page.locator("select[name=role]").select_option("owner")
        page.locator("input[name=ends]").fill(ends)
        page.locator("form.tall button").press("Enter")
        assert page.locator("[role=alert] li").count() == 1  # because no agency is named
        assert reader.checked()[0] == []
        assert page.locator("input[name=name]").input_value() == name
        page.locator("input[name=owners]").fill("G12")
        page.locator("form.tall button").press("Enter")
        secret = page.locator(".secret").inner_text()
        assert re.fullmatch(r"ndxp_key_[\w-]{43}", secret)
        page.locator(".secret").click()
        assert page.evaluate("getSelection().toString().trim()") == secret  # because one click is to choose all of it
        reader.unfold()
        violations, passed = reader.checked()
        assert (violations, passed > 10) == ([], True)
        assert (reader.width(), reader.sticking_out()) == (width, [])
        reader.go(f"/{language}/keys")
        assert secret not in page.content()
        row = page.locator("tbody tr", has_text=name)
        row.locator("summary").press("Enter")
        row.locator("button").press("Enter")
        page.wait_for_url(f"**/{language}/keys")
        assert page.locator("tbody tr", has_text=name).locator("details").count() == 0
        complaints = [each for each in reader.said if "422" not in each]
    assert complaints == []


# the keyboard alone


def focused(reader: Visitor) -> str:
    """What has the focus: its place among all elements, and whether that is seen."""
    found: str = reader.page.evaluate("""() => {
      const each = document.activeElement, style = getComputedStyle(each);
      const is_seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      return `${[...document.querySelectorAll("*")].indexOf(each)} ${is_seen ? "seen" : "hidden"} ${each.tagName}`;
    }""")
    return found


def focusable(reader: Visitor) -> list[str]:
    """The elements that can be reached, in the order in which they stand."""
    found: list[str] = reader.page.evaluate("""() => [...document.querySelectorAll("*")].flatMap((each, place) =>
      each.matches("a[href], button:enabled, input:not([type=hidden]), select, summary, textarea, [tabindex='0']")
        && each.checkVisibility() ? [`${place} seen ${each.tagName}`] : [])""")
    return found


@pytest.mark.parametrize("path", ["/vi/", "/vi/platforms", f"/vi/platforms/{FINANCE}", "/en/requirements", "/en/runs"])
def test_the_keyboard_reaches_everything_in_its_order_and_is_caught_nowhere(
    base: str, browser: Browser, path: str
) -> None:
    with visitor(browser, base) as reader:
        page = reader.go(path)
        expected = focusable(reader)
        reached = []
        for _ in expected:
            page.keyboard.press("Tab")
            reached.append(focused(reader))
        assert reached == expected
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body")


def test_the_first_link_skips_what_all_pages_have(base: str, browser: Browser) -> None:
    with visitor(browser, base) as reader:
        page = reader.go("/vi/due")
        page.keyboard.press("Tab")
        assert page.locator(".skip").bounding_box()["x"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_filters_folds_and_orders_work_by_the_keyboard(base: str, browser: Browser) -> None:
    with visitor(browser, base) as reader:
        page = reader.go("/en/platforms")
        page.locator("input[name=q]").focus()
        page.keyboard.type("finance")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert {"q=finance", "fail=1"} <= set(urlsplit(page.url).query.split("&"))
        page.locator("thead a", has_text="Warn").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator("th[aria-sort=descending]").inner_text().startswith("Warn")
        page = reader.go(f"/en/platforms/{FINANCE}")
        page.locator("summary").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("details").first.evaluate("(each) => each.open")


def test_a_picture_that_is_wider_than_a_phone_is_scrolled_by_the_keyboard(base: str, browser: Browser) -> None:
    with visitor(browser, base, width=NARROWEST) as reader:
        page = reader.go(f"/vi/platforms/{FINANCE}")
        picture = page.locator(".scroll")
        box, last = picture.bounding_box(), picture.locator("text.day").last.bounding_box()
        assert last["x"] + last["width"] <= box["x"] + box["width"] + 1  # because it begins at the newest run
        picture.focus()
        before = picture.evaluate("(each) => each.scrollLeft")
        page.keyboard.press("ArrowLeft")
        page.wait_for_function("(before) => document.querySelector('.scroll').scrollLeft < before", arg=before)


def test_the_pages_have_an_icon_of_their_own(base: str, browser: Browser) -> None:
    with visitor(browser, base) as reader:
        page = reader.go("/vi/")
        icon = page.locator("link[rel=icon]").get_attribute("href")
        assert re.fullmatch(r"/static/\w+/icon\.svg", icon or "")
        answer = page.request.get(f"{base}{icon}")
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, "image/svg+xml")
