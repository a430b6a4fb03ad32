"""Words that lead to other places, and addresses of files beside the page."""

from os.path import relpath
from pathlib import Path
from urllib.parse import quote

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another place; `href` is empty where there is none."""

    text: str
    href: str


def beside(path: str, folder: str) -> str:
    """Return a path as an address seen from a folder; a colon in it is not a scheme."""
    return quote(Path(relpath(path, folder)).as_posix())
