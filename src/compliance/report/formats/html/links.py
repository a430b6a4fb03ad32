"""Names of places on the page, and addresses of files beside it."""

import re
from hashlib import sha256
from os.path import relpath
from pathlib import Path
from urllib.parse import quote

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another place; `href` is empty where there is none."""

    text: str
    href: str


def anchor(kind: str, name: str) -> str:
    """Return the id of a place; a name that had to be changed is told from others by a part of its hash."""
    plain = re.sub(r"[^a-zA-Z0-9._-]+", "-", name)
    if plain == name:
        return f"{kind}-{name}"
    return f"{kind}-{plain}-{sha256(name.encode(errors='surrogatepass')).hexdigest()[:8]}"


def beside(path: str, folder: str) -> str:
    """Return a path as an address seen from a folder; a colon in it is not a scheme."""
    return quote(Path(relpath(path, folder)).as_posix())
