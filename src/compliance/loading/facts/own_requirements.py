"""Requirements of an agency's own, which a package of rules brings in the folder `requirements` beside the rules.

Their files have the form of those in `specs/requirements`. Whatever tells them from law is held to here: the prefix of
their ids, which stands wherever an id does, and the kind of the instrument, which binds nobody by law.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from compliance.loading.errors import LoadError, NotUnderstood
from compliance.loading.facts.forms import RequirementFile
from compliance.loading.facts.specs import text_hash
from compliance.loading.syntax.parse import parse
from compliance.loading.syntax.parsed import Parsed
from compliance.loading.validation import Flaw, refuse, validate
from compliance.model.dataclass import dataclass
from compliance.model.location import Location
from compliance.model.packages import RulePackage, rule_packages
from compliance.model.requirement import OWN
from compliance.model.text import Message

KIND: Final = "own-guideline"
_LISTS: Final = (("bearer", "bearers"), ("evidence", "evidence-kinds"))


@dataclass(frozen=True, slots=True)
class OwnFile:
    """One file of own requirements: its name, its tree, the hash of its text."""

    name: str
    tree: Any
    sha256: str


@dataclass(frozen=True, slots=True)
class OwnRequirements:
    """The files that can be used, and of each package that brings others what is wrong."""

    files: tuple[OwnFile, ...]
    broken: tuple[tuple[RulePackage, LoadError], ...]


@cache
def own_requirements() -> OwnRequirements:
    """Return what the packages that are installed bring; whoever runs rules refuses what is broken."""
    files: list[OwnFile] = []
    broken: list[tuple[RulePackage, LoadError]] = []
    for package in rule_packages():
        for path in _paths(package):
            try:
                files.append(_read(path, {row["id"] for file in files for row in file.tree["requirements"]}))
            except LoadError as error:
                broken.append((package, error))
    return OwnRequirements(tuple(files), tuple(broken))


def _paths(package: RulePackage) -> list[Path]:
    folder = package.folder
    return sorted(Path(folder, "requirements").glob("*.yaml")) if folder is not None else []


def _read(path: Path, taken: set[str]) -> OwnFile:
    uri = "/".join(path.parts[-3:])
    try:
        content = path.read_bytes()
    except OSError as error:
        from compliance.model.system_errors import not_read  # noqa: PLC0415 - because most files can be read

        raise NotUnderstood(Location(uri), not_read(uri, error)) from error
    parsed = parse(uri, content)
    validate(RequirementFile, parsed)
    refuse(parsed, _flaws(parsed, taken))
    return OwnFile(uri, parsed.tree, text_hash(content))


def _flaws(parsed: Parsed, taken: set[str]) -> Iterator[Flaw]:
    instrument, rows = parsed.tree["instrument"], parsed.tree["requirements"]
    if instrument["kind"] != KIND:
        template = "the kind of instrument is {found}; what an agency asks for itself is of the kind {expected}, no law"
        yield "/instrument/kind", Message.of(template, found=str(instrument["kind"]), expected=KIND)
    yield from _misnamed("/instrument/id", instrument["id"])
    for index, row in enumerate(rows):
        yield from _misnamed(f"/requirements/{index}/id", row["id"])
        for alias in row.get("also", ()):
            yield from _misnamed(f"/requirements/{index}/also", alias)
        if row["id"] in taken:
            yield f"/requirements/{index}/id", Message.of("there is a requirement {id} already", id=row["id"])
        taken.add(row["id"])
        yield from _unlisted(f"/requirements/{index}", row)


def _misnamed(pointer: str, name: str) -> Iterator[Flaw]:
    if not name.startswith(OWN):
        template = "the id {id} does not begin with {prefix}, which tells what an agency asks for itself from law"
        yield pointer, Message.of(template, id=name[:80], prefix=OWN)


def _unlisted(pointer: str, row: Any) -> Iterator[Flaw]:
    """Yield the codes of a row that are in no list."""
    from compliance.loading.facts.specs import read_spec  # noqa: PLC0415 - because most rows are never held to this

    for member, listed in _LISTS:
        known = {entry["code"] for entry in read_spec(f"codelists/{listed}.yaml")["entries"]}
        for index, code in enumerate(row[member]):
            if code not in known:
                template = "there is no {name}; known: {known}"
                yield f"{pointer}/{member}/{index}", Message.of(template, name=code, known=", ".join(sorted(known)))
