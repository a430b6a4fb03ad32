"""What `compliance init` asks, and what it says when the files are there."""

import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from compliance.actions._owners import agencies_near, agency_named
from compliance.actions._starter import Start
from compliance.actions.errors import UsageError
from compliance.actions.init import PIPELINES, Begun, proposed
from compliance.actions.settings import today
from compliance.cli.asking import answer_to
from compliance.cli.streams import complain
from compliance.locale import Translator
from compliance.model.dataclass import replace
from compliance.report.sanitise import one_line

_NONE = "-"


def asked(start: Start, options: Namespace, words: Translator) -> Start:
    """Ask for what no option gives, each time with what was found as the answer that Enter takes."""
    if options.name is None:
        start = replace(start, name=answer_to(words("Name of the platform"), one_line(start.name)))
    if options.owner is None:
        start = replace(start, owner=_owner(words))
    if not options.document:
        start = replace(start, documents=_documents(start, options.folder, words).documents)
    if options.pipeline is None:
        start = replace(start, pipeline=_pipeline(start.pipeline, words))
    return start


def tell(begun: Begun, folder: Path, words: Translator) -> None:
    """Say what was written, what was there already, and what comes next."""
    if begun.written:
        print(words("Written:"))
        print("\n".join(map(_shown, begun.written)))
    if begun.left:
        print(words("There already, left as they are:"))
        print("\n".join(map(_shown, begun.left)))
    print(words("What to do next:"))
    for message in begun.to_do:
        print(f"  - {words.message(message)}")
    for command, why in _commands(folder, words):
        print(f"  {command:<52}  # {why}")


def _shown(path: Path) -> str:
    try:
        return f"  {Path(os.path.relpath(path)).as_posix()}"
    except ValueError:  # because on Windows no path leads to another drive
        return f"  {path.as_posix()}"


def _commands(folder: Path, words: Translator) -> Iterator[tuple[str, str]]:
    if folder != Path():
        yield f"cd {folder.as_posix()}", words("the settings count in this folder")
    yield "compliance check platform.yaml", words("what a machine sees, and how to mend it")
    accept = words("what cannot be mended now: as waivers that two people sign")
    yield "compliance baseline platform.yaml -o waivers.yaml", accept
    yield "compliance explain record", words("every field of the record")


def _owner(words: Translator) -> str:
    """Ask until the owner stands on the list, or the same is said twice, or nothing."""
    former = ""
    while True:
        owner = answer_to(words("Owner, by code or name, such as G12 or Bộ Tài chính; Enter if not known"), "")
        if not owner or owner == former:
            return owner
        if agency := agency_named(owner, today()):
            complain(f"  → {agency.code or _NONE} {agency.name_vi}")
            return owner
        near = "; ".join(f"{each.code or _NONE} {each.name_vi}" for each in agencies_near(owner, today()))
        complain(words("  not on the list of codes that is held here; near: {near}", near=near or _NONE))
        complain(words("  write it once more to take it as it is"))
        former = owner


def _documents(start: Start, folder: Path, words: Translator) -> Start:
    """Ask until every document is there."""
    found = ", ".join(each.path for each in start.documents) or _NONE
    while True:
        said = answer_to(words("OpenAPI documents, between commas; - for none"), found)
        if said == found:
            return start
        names = [str(folder / name.strip()) for name in said.split(",") if name.strip() not in {"", _NONE}]
        try:
            return proposed(folder, documents=names)
        except UsageError as error:
            complain(f"  {words.message(error.faults[0][1])}")


def _pipeline(found: str, words: Translator) -> str:
    while True:
        said = answer_to(words("Pipeline: {known}", known=", ".join(PIPELINES)), found).lower()
        if said in PIPELINES:
            return said
