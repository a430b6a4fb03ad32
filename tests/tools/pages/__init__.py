"""The pages that users read: their commands are run as a reader runs them, and what they print is set into the page.

A comment right before a fenced block says what the block is (`markdown.Kind`); a block of commands without one is run,
all of a page in one shell and one fresh folder. Numbers stand between `<!--n NAME-->` and `<!--/n-->`.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import Final

from tools.generate import REPOSITORY, Artefact
from tools.pages.counts import with_counts
from tools.pages.markdown import filled
from tools.pages.running import outputs

PAGES: Final = tuple(
    path.relative_to(REPOSITORY).as_posix()
    for path in sorted(
        [*REPOSITORY.glob("README*.md"), *REPOSITORY.glob("CONTRIBUTING*.md"), *REPOSITORY.glob("docs/*")]
    )
)


def artefacts() -> Iterator[Artefact]:
    """Yield every page, several made at a time because most of it is waiting for processes."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        yield from pool.map(artefact, PAGES)


def artefact(name: str, ready: Mapping[str, str] = MappingProxyType({})) -> Artefact:
    """Return a page with its numbers and the output of its commands, or of what is ready in place of some."""
    text = with_counts((REPOSITORY / name).read_text("utf-8"))
    return Artefact(name, filled(text, outputs(name, text, ready)).encode())
