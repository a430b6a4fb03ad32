"""Pictures of the main pages for whoever wants to look: `python -m tools.dashboard_pictures [HISTORY]` in `tests`.

They are written to build/pictures. Both languages, a wide screen and a phone, in the light and in the dark. Without a
history that of the simulated fleet is made.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Page

from tools.demonstration import demonstrate
from tools.fleet_history import SEEDS, fleet_history
from tools.generate import REPOSITORY
from tools.served import started
from tools.visiting import PHONE, WIDE, chromium, visitor

PICTURES: Final = REPOSITORY / "build" / "pictures"
SCREENS: Final = (("wide", WIDE), ("phone", PHONE))
SCHEMES: Final = ("light", "dark")
PATHS: Final = {
    "overview": "/",
    "platforms": "/platforms",
    "due": "/due",
    "requirements": "/requirements",
    "runs": "/runs",
    "overlaps": "/overlaps",
    "evidence": "/evidence",
}
LINKS: Final = {
    "platform": ("/platforms", "table.platforms tbody th a"),
    "owner": ("/", "table.owners tbody th a"),
    "comparison": ("/", "a[href*='/since/']"),
    "requirement": ("/requirements", ".clauses dt a"),
}
"""Of pages on one thing the page that leads to one, and the link there; not there in every history."""


def pages(page: Page, base: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the address of each page."""
    for name, path in PATHS.items():
        yield name, f"{base}/{language}{path}"
    for name, (path, link) in LINKS.items():
        page.goto(f"{base}/{language}{path}")
        found = page.locator(link)
        if found.count():
            yield name, f"{base}{found.first.get_attribute('href')}"


def draw(browser: Browser, base: str, language: str, screen: str, width: int, scheme: str) -> None:
    """Make the pictures of one language on one screen."""
    with visitor(browser, base, width=width, color_scheme=scheme) as reader:
        for name, address in list(pages(reader.page, base, language)):
            reader.page.goto(address)
            file = PICTURES / f"{name}-{language}-{screen}-{scheme}.png"
            reader.page.screenshot(path=file, full_page=True)
            print(file.relative_to(REPOSITORY))


def main(history: Path | None) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place, chromium() as browser:
        folder = Path(place)
        if history is None:
            demos = [folder / f"demo-{seed}" for seed in SEEDS]
            for seed, demo in zip(SEEDS, demos, strict=True):
                demonstrate(demo, "--seed", str(seed), "--quiet")
            fleet_history(folder, demos)
        else:
            shutil.copy(history, folder / "history.sqlite")
        with started(folder, "--port", 0, "--log", "access.jsonl") as (_, address):
            for language in ("vi", "en"):
                for screen, width in SCREENS:
                    for scheme in SCHEMES:
                        draw(browser, address.rstrip("/"), language, screen, width, scheme)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
