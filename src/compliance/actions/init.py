"""The files with which a platform begins: its record, waivers, settings, and a pipeline that checks them."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from compliance.actions._keeping import write_file
from compliance.actions._owners import agencies_near, agency_named
from compliance.actions._starter import RECORD, SETTINGS, Start, files_of, has_waivers, pipeline_file
from compliance.actions._surroundings import (
    documents_in,
    found_document,
    pipeline_of,
    repository_of,
    settings_in,
    settings_of,
)
from compliance.actions.errors import UsageError
from compliance.actions.settings import today
from compliance.loading.reader import real_path
from compliance.locale import words
from compliance.model.dataclass import dataclass
from compliance.model.language import Language
from compliance.model.text import Message

PIPELINES: Final = ("github", "gitlab", "none")
_SETTINGS: Final = {"fail-on": "warn", "waivers": "waivers.yaml"}
_GITLAB: Final = ".gitlab-ci.yml"


@dataclass(frozen=True, slots=True)
class Begun:
    """The files that were written, those that were there and stayed as they are, and what is still to be done."""

    written: tuple[Path, ...]
    left: tuple[Path, ...]
    to_do: tuple[Message, ...]


def proposed(
    folder: Path,
    *,
    name: str | None = None,
    owner: str | None = None,
    documents: Sequence[str] | None = None,
    pipeline: str | None = None,
) -> Start:
    """Return with what a platform would begin: what is given, and of the rest what is found in the folder.

    Raises:
        UsageError: a document that is given is not there, or lies outside the folder; there is no such pipeline.
    """
    if pipeline is not None and pipeline not in PIPELINES:
        template = "there is no pipeline {found}; known: {known}"
        raise UsageError(Message.of(template, found=pipeline[:40], known=", ".join(PIPELINES)))
    if documents is None:
        found = documents_in(folder)
    else:
        found = tuple(found_document(document, folder) for document in documents)
    titles = [document.title for document in found if document.title]
    return Start(
        name=name or (titles[0] if len(found) == len(titles) == 1 else real_path(folder).name or "platform"),
        owner=owner or "",
        documents=found,
        pipeline=pipeline or pipeline_of(repository_of(folder)) or "none",
    )


def init(folder: Path, start: Start, *, language: Language = "en", is_forced: bool = False) -> Begun:
    """Write the files that are not there yet, their comments in the language.

        compliance.init(Path("."), compliance.proposed(Path("."), owner="G12", pipeline="gitlab"))

    With `is_forced` those that are there are written over, but for waivers: what people signed is never lost.

    Raises:
        NotWritten: a file could not be written.
    """
    day, repository = today(), repository_of(folder)
    written, left = [], []
    files = dict(files_of(folder, repository, start, agency_named(start.owner, day), words(language)))
    project = settings_in(folder)
    if project is not None and project.name != SETTINGS:  # because a file of its own would hide the settings there
        del files[folder / SETTINGS]
        left.append(project)
    for path, text in files.items():
        if path.exists() and (not is_forced or has_waivers(path)):
            left.append(path)
        else:
            write_file(path, text.encode())
            written.append(path)
    to_do = [
        *(_of_record(start, day) if folder / RECORD in written else ()),
        *(_of_settings(project or folder / SETTINGS) if folder / SETTINGS not in written else ()),
        *_of_pipeline(folder, repository, start),
    ]
    return Begun(tuple(written), tuple(left), tuple(to_do))


def _of_record(start: Start, day: date) -> Iterator[Message]:
    if not start.owner:
        yield Message.of("write the owner into {file}: its name, and its code", file=RECORD)
    elif agency_named(start.owner, day) is None:
        near = ", ".join(f"{agency.code or '-'} {agency.name_vi}" for agency in agencies_near(start.owner, day))
        template = "look at the owner {owner}: it is not on the list of codes that is held here; near: {near}"
        yield Message.of(template, owner=start.owner[:80], near=near or "-")
    if not start.documents:
        template = "no OpenAPI document was found: when there is one, name it under `services` in {file}"
        yield Message.of(template, file=RECORD)


def _of_settings(file: Path) -> Iterator[Message]:
    """Yield what to set in a file that is there, unless it is set."""
    values = settings_of(file)
    for name, value in _SETTINGS.items():
        if name not in values:
            yield Message.of("set in {file}: {line}", file=file.name, line=f'{name} = "{value}"')


def _of_pipeline(folder: Path, repository: Path, start: Start) -> Iterator[Message]:
    file = pipeline_file(folder, repository, start)
    if file is None:
        yield Message.of("for a pipeline: `compliance init --pipeline github`, or gitlab")
    elif start.pipeline == "gitlab" and file.name != _GITLAB:
        line = f"include: [{{local: /{real_path(file).relative_to(repository).as_posix()}}}]"
        yield Message.of("add to {file}: {line}", file=_GITLAB, line=line)
