"""The addresses of the pages: each thing has its own, in each language, of the run that is being read."""

import re
from hashlib import sha256
from typing import Final
from urllib.parse import quote, urlencode

from compliance.model.codelist import plain
from compliance.model.dataclass import dataclass
from compliance.model.language import LANGUAGES, Language
from compliance.model.standing import Standing
from compliance.model.verdict import SubjectReport
from compliance.server.preferred import FIRST

_LAST: Final = None
_NOBODY: Final = "nobody"
_UNSAFE: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Pages:
    """Addresses in one language. `run` is the number of the run that is being read, None for the last one."""

    language: Language
    run: int | None = _LAST

    def to(self, path: str, **query: str | int | None) -> str:
        """Return the address of a page, with what is asked of it; what is None or empty is left out."""
        asked = {"run": self.run, **query}
        given = {name: value for name, value in asked.items() if value not in {None, ""}}
        return f"/{self.language}{path}" + (f"?{urlencode(given)}" if given else "")

    def subject(self, subject: str) -> str:
        """Return the address of a platform, by its id."""
        return self.to(f"/platforms/{segment(subject)}")

    def owner(self, subject: SubjectReport) -> str:
        """Return the address of the owner of a platform."""
        return self.to(f"/owners/{segment(owner_key(subject))}")

    def group(self, standing: Standing) -> str:
        """Return the address of the platforms that are connected in one way."""
        return self.to("/platforms", state=standing)

    def rule(self, rule: str) -> str:
        """Return the address of a rule, by its id."""
        return self.to(f"/rules/{segment(rule)}")

    def requirement(self, requirement: str) -> str:
        """Return the address of a requirement, by its id."""
        return self.to(f"/requirements/{segment(requirement)}")


def owner_key(subject: SubjectReport) -> str:
    """Return the name of an owner in addresses, the same in both languages: its code, else one made from its name."""
    if subject.owner_code:
        return subject.owner_code
    name = subject.owner_vi or subject.owner_en
    if not name:
        return _NOBODY
    plainly = _UNSAFE.sub("-", plain(name).casefold()).strip("-")
    return f"{plainly[:_LONGEST]}-{sha256(name.encode(errors='surrogatepass')).hexdigest()[:8]}"


def language_of(path: str) -> Language:
    """Return the language of a path, which is its first segment; the usual one where it is none."""
    first = path.lstrip("/").partition("/")[0]
    return next((each for each in LANGUAGES if each == first), FIRST)


def segment(name: str) -> str:
    """Return a name as one segment of a path, whatever signs it has."""
    return quote(name, safe="")
