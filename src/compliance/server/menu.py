"""The pages that the head of each page leads to."""

from compliance.locale import Translator
from compliance.model.dataclass import dataclass
from compliance.server.addresses import Pages


@dataclass(frozen=True, slots=True)
class Entry:
    """A page with its name; `is_here` where it is being read, or a page below it."""

    name: str
    href: str
    is_here: bool


def menu(path: str, addresses: Pages, words: Translator) -> tuple[Entry, ...]:
    """Return the entries in the order in which they are shown to who reads the page at a path."""
    here = path.removeprefix(f"/{words.language}")
    pages = {
        "/": words("Overview"),
        "/platforms": words("Platforms"),
        "/due": words("What is due"),
        "/requirements": words("Requirements"),
        "/runs": words("Runs"),
        "/waivers": words("Waivers"),
        "/overlaps": words("Overlaps"),
        "/evidence": words("About the evidence"),
    }
    return tuple(
        Entry(name, addresses.to(path), here == path or (path != "/" and here.startswith(f"{path}/")))
        for path, name in pages.items()
    )
