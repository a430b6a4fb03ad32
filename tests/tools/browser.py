"""A real browser without a window: what it says of a page, how wide the page gets, and what comes out on paper."""

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any, Final

from compliance.model.dataclass import dataclass
from tools.fresh import call

CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
_OPTIONS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--hide-scrollbars",
)
# Because the policy of the page lets no script of others run, a page around it looks into it.
_AROUND: Final = """<!doctype html><body style="margin:0"><iframe src="PAGE" width="WIDTH" height="2000"></iframe>
<pre id="measured"></pre><script>
document.querySelector("iframe").addEventListener("load", (event) => {
  const { document: page, innerWidth } = event.target.contentWindow;
  page.querySelectorAll("details").forEach((each) => (each.open = true));
  const wide = [...page.querySelectorAll("body *")].filter((each) => {
    const { right, left, width } = each.getBoundingClientRect();
    return width > 1 && (right > innerWidth + 1 || left < -1) && !each.closest(".skip, .vh, .defs");
  });
  document.getElementById("measured").textContent = JSON.stringify({
    width: page.documentElement.scrollWidth,
    wide: wide.slice(0, 9).map((each) => each.outerHTML.slice(0, 99)),
    heads: getComputedStyle(page.querySelector(".platforms thead")).display,
  });
});
</script>"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A page on paper: how many sheets, and the first one, counted from 1, on which each place stands."""

    sheets: int
    places: dict[str, int]


def browse(folder: Path, *options: str) -> str:
    """Run the browser; returns what it wrote, its complaints too."""
    assert CHROMIUM, "install chromium"
    return call(CHROMIUM, *_OPTIONS, f"--user-data-dir={folder / 'profile'}", *options, folder=folder)


def printed(page: Path, folder: Path) -> Printed:
    """Print a page to PDF as the browser does by itself, without head and foot of its own."""
    file = folder / f"{page.parent.name}.pdf"
    browse(folder, "--no-pdf-header-footer", f"--print-to-pdf={file}", page.as_uri())
    content = file.read_bytes()
    sheets = [int(number) for number in re.findall(rb"(\d+) 0 obj\n<</Type /Page\n", content)]
    named = re.findall(rb"/([\w.-]+) \[(\d+) 0 R /XYZ", content)
    return Printed(len(sheets), {name.decode(): sorted(sheets).index(int(sheet)) + 1 for name, sheet in named})


def measured(page: Path, width: int, folder: Path) -> dict[str, Any]:
    """Open a page in so many pixels, all of it unfolded; returns its width and the beginnings of what sticks out."""
    around = folder / f"around-{page.parent.name}-{width}.html"
    around.write_text(_AROUND.replace("PAGE", page.as_uri()).replace("WIDTH", str(width)), encoding="utf-8")
    options = ("--allow-file-access-from-files", "--virtual-time-budget=5000", f"--window-size={max(width, 600)},2000")
    tree = browse(folder, *options, "--dump-dom", around.as_uri())
    found = re.search(r'<pre id="measured">(.*?)</pre>', tree, re.DOTALL)
    assert found, tree[-500:]
    measures: dict[str, Any] = json.loads(unescape(found[1]))
    return measures
