"""The files of a run, and places in them and elsewhere, as SARIF writes both."""

from typing import Any, Final

from compliance.locale import Translator
from compliance.model.location import Location
from compliance.report.notes import Note, Notes
from compliance.report.places import is_absolute, is_address, is_standard_input, path_of, shown_at, uri_of
from compliance.report.sanitise import one_line

_BASE: Final = "%SRCROOT%"


class Artifacts:
    """Number the files as they are met: those that were read first, with the hashes of their bytes."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._numbers: dict[str, int] = {}
        self._artifacts: list[dict[str, Any]] = []
        for subject in notes.subjects:
            for file in subject.files:
                self._number(path_of(file.uri, notes.root), file.sha256)

    def listed(self) -> list[dict[str, Any]]:
        """Return every file that was read or named."""
        return self._artifacts

    def bases(self, words: Translator) -> dict[str, Any]:
        """Return what relative addresses start from, which the reader of the log knows."""
        return {_BASE: {"description": {"text": words("The folder in which the checker was started")}}}

    def locations(self, note: Note) -> list[dict[str, Any]]:
        """Return where a note is shown, with its address where that is in no file; empty if there is no such place."""
        at = shown_at(note, self._notes)
        found: dict[str, Any] = {} if at is None else {"physicalLocation": self._physical(at)}
        if at is None or at.line is None or note.location.pointer:
            found["logicalLocations"] = [_logical(note.location, is_resource=at is None or at.line is None)]
        return [found]

    def related(self, note: Note) -> list[dict[str, Any]]:
        """Return the further places that a note names."""
        return [
            {"id": number, **self._place(location), "message": {"text": one_line(str(location))}}
            for number, location in enumerate(note.related, 1)
        ]

    def _place(self, location: Location) -> dict[str, Any]:
        if location.line is None:
            return {"logicalLocations": [_logical(location, is_resource=True)]}
        at = Location(path_of(location.uri, self._notes.root), location.pointer, location.line, location.column)
        return {"physicalLocation": self._physical(at)}

    def _physical(self, at: Location) -> dict[str, Any]:
        artifact = {**_address(at.uri), "index": self._number(at.uri)}
        if at.line is None:
            return {"artifactLocation": artifact, "region": {"startLine": 1}}
        column = {"startColumn": at.column} if at.column else {}
        return {"artifactLocation": artifact, "region": {"startLine": at.line, **column}}

    def _number(self, path: str, sha256: str = "") -> int:
        number = self._numbers.get(path)
        if number is None:
            number = self._numbers[path] = len(self._artifacts)
            roles = ["analysisTarget", *(["standardStream"] if is_standard_input(path) else [])]
            hashes = {"hashes": {"sha-256": sha256}} if sha256 else {}
            self._artifacts.append({"location": _address(path), "roles": roles, **hashes})
        return number


def _address(path: str) -> dict[str, str]:
    is_relative = not (is_address(path) or is_absolute(path) or is_standard_input(path))
    return {"uri": uri_of(path), **({"uriBaseId": _BASE} if is_relative else {})}


def _logical(location: Location, *, is_resource: bool) -> dict[str, Any]:
    """Return the pointer of a place, or the address of what is no file."""
    name = f"{location.uri}#{location.pointer}" if location.pointer else location.uri
    if is_resource:
        return {"fullyQualifiedName": one_line(name), "kind": "resource"}
    return {"fullyQualifiedName": one_line(location.pointer), "kind": "member"}
