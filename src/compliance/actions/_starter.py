"""The texts of the files of a new platform."""

import json
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from compliance.actions._surroundings import FoundDocument, settings_above
from compliance.actions._waiver_file import appended, head
from compliance.actions.starter_files import filled
from compliance.loading.errors import LoadError
from compliance.loading.reader import real_path
from compliance.loading.waivers import read_drafts
from compliance.locale import Translator
from compliance.model.codelist import Agency, plain
from compliance.model.dataclass import dataclass
from compliance.model.pattern import late
from compliance.model.version import VERSION
from compliance.report.sanitise import one_line

RECORD: Final = "platform.yaml"
SETTINGS: Final = "compliance.toml"
_WAIVERS: Final = "waivers.yaml"
_PACKAGE: Final = "ndxp-sdk[compliance]"
_REPORTS: Final = {
    "report": "compliance-report.html",
    "codequality": "gl-code-quality-report.json",
    "junit": "compliance.xml",
}
_CODE: Final = late(r"[A-Z]\d{2}(\.\d+)*")
_PLAIN: Final = late(r"[^\W\d_](?:[\w ()./-]*[\w.)])?")
_WORDS_OF_YAML: Final = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null", "none"})
_OTHERS: Final = late(r"[^a-z0-9]+")
_LONGEST: Final = 200
_LONGEST_SLUG: Final = 60


@dataclass(frozen=True, slots=True)
class Start:
    """With what a platform begins: its name, its owner as written, empty if unknown, its documents, its pipeline."""

    name: str
    owner: str
    documents: tuple[FoundDocument, ...]
    pipeline: str


def files_of(
    folder: Path, repository: Path, start: Start, owner: Agency | None, words: Translator
) -> Mapping[Path, str]:
    """Return the text of each file by its path; `owner` is None if it is on no list."""
    files = {
        folder / RECORD: _record(start, owner, words),
        folder / _WAIVERS: appended(head(words), []).decode(),
        folder / SETTINGS: _settings(settings_above(folder, repository), words),
    }
    pipeline = pipeline_file(folder, repository, start)
    if pipeline is not None:
        below = real_path(folder).relative_to(repository)
        files[pipeline] = filled(f"{start.pipeline}.yaml", _of_pipeline(below), words)
    return files


def sample(pipeline: str, words: Translator) -> str:
    """Return the file of a pipeline that judges all that lies in a repository, by the newest version, to be copied."""
    return filled(f"{pipeline}.yaml", {**_of_pipeline(Path()), "paths": ".", "package": _PACKAGE}, words)


def _of_pipeline(below: Path) -> Mapping[str, str]:
    """Return what stands in a pipeline for a folder of the repository."""
    files = {name: _scalar((below / file).as_posix()) for name, file in _REPORTS.items()}
    enter = _scalar(f"cd {shlex.quote(below.as_posix())}")
    return {
        **files,
        "folder": _scalar(below.as_posix()),
        "enter": f"- {enter}\n  " if below.parts else "",
        "version": VERSION,
        "paths": RECORD,
        "package": f"{_PACKAGE}=={VERSION}",
    }


def pipeline_file(folder: Path, repository: Path, start: Start) -> Path | None:
    """Return the file of the pipeline, which stands at the top of the repository; None without one."""
    own = "compliance" if real_path(folder) == repository else f"compliance-{_slug(start.name)}"
    top = folder if real_path(folder) == repository else repository
    match start.pipeline:
        case "github":
            return top / ".github" / "workflows" / f"{own}.yml"
        case "gitlab":
            usual = top / ".gitlab-ci.yml"
            return top / ".gitlab" / f"{own}.yml" if _is_of_others(usual) or top != folder else usual
    return None


def has_waivers(path: Path) -> bool:
    """Return whether a file of waivers has entries, or what may be some."""
    if path.name != _WAIVERS:
        return False
    try:
        return bool(read_drafts(path.as_posix(), path.read_bytes()))
    except (LoadError, OSError):
        return True


def _is_of_others(pipeline: Path) -> bool:
    try:
        return "compliance check" not in pipeline.read_text("utf-8", errors="replace")
    except OSError:
        return False


def _settings(above: str | None, words: Translator) -> str:
    """Return settings, which extend those that counted in the folder so far: a nearer file would hide them."""
    extends = f"extends = {json.dumps(above, ensure_ascii=False)}\n" if above else ""
    return filled("compliance.toml", {"extends": extends, "language": words.language}, words)


def _record(start: Start, owner: Agency | None, words: Translator) -> str:
    parts = {
        "slug": _scalar(_slug(start.name)),
        "name": _scalar(start.name),
        "owner": _owner(start.owner, owner, words),
    }
    if start.documents:
        entries = "".join(_services(start.documents))
        parts["services"] = filled("services.yaml", {}, words) + entries.rstrip()
    else:
        parts["services"] = filled("no-services.yaml", {}, words).rstrip()
    return filled("platform.yaml", parts, words)


def _owner(written: str, owner: Agency | None, words: Translator) -> str:
    if owner is not None:
        code = f"code: {owner.code}, " if owner.code else ""
        text = f"{{{code}name_vi: {_scalar(owner.name_vi)}}}"
    elif _CODE.fullmatch(written):
        text = f"{{code: {written}}}"
    elif written.strip():
        text = f"{{name_vi: {_scalar(written)}}}"
    else:
        return filled("no-owner.yaml", {}, words).rstrip()
    return f"owner: {text}"


def _services(documents: tuple[FoundDocument, ...]) -> Iterator[str]:
    taken: set[str] = set()
    for document in documents:
        name = document.title or Path(document.path).stem
        first = _slug(name)
        numbered = (first if number == 1 else f"{first}-{number}" for number in range(1, len(documents) + 1))
        taken.add(own := next(each for each in numbered if each not in taken))
        yield f"- id: {_scalar(own)}\n  name: {_scalar(name)}\n  document: {_scalar(document.path)}\n"


def _slug(name: str) -> str:
    """Return a name in small letters, digits and hyphens."""
    letters = _OTHERS.sub("-", plain(name).lower()).strip("-")
    return letters[:_LONGEST_SLUG].rstrip("-") or "platform"


def _scalar(text: str) -> str:
    """Write a text as YAML has it, also within braces; in quotes where it could be read as anything else."""
    line = one_line(text)[:_LONGEST]
    if _PLAIN.fullmatch(line) and line.lower() not in _WORDS_OF_YAML:
        return line
    return json.dumps(line, ensure_ascii=False)
