"""The fenced blocks of a page, and what the comment before each says of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_BLOCK: Final = re.compile(
    r"^(?:<!-- (?P<note>[^\n]+) -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
_CUT: Final = re.compile(r"(?P<subject>.+?)(?:; (?P<count>\d+) lines?(?: from \"(?P<start>[^\"]+)\")?)?")


class Kind(StrEnum):
    """What a block is; its comment is the kind and then the command, file or reason."""

    OUTPUT = "output of"
    CONTENT = "content of"
    WRITTEN = "written to"
    TERMINAL = "in another terminal"
    NOT_RUN = "not run,"
    PLAIN = ""


@dataclass(frozen=True)
class Block:
    """A fenced block: its kind, what the kind is about, its language and text."""

    kind: Kind
    subject: str
    language: str
    text: str

    @property
    def is_run(self) -> bool:
        return self.kind is Kind.PLAIN and self.language in {"sh", "python"}

    @property
    def commands(self) -> list[str]:
        """The commands of a block of shell, without comments and each on one line."""
        joined = re.sub(r"\s*\\\n\s*", " ", self.text)
        lines = (line.partition(" #")[0].strip() for line in joined.splitlines())
        return [line for line in lines if line and not line.startswith("#")]


def blocks(text: str) -> list[Block]:
    """Return the blocks of a page in its order."""
    return [_block(found) for found in _BLOCK.finditer(text)]


def filled(text: str, outputs: Mapping[str, str]) -> str:
    """Return the page with what its commands print and its files hold now."""
    return _BLOCK.sub(lambda found: _filled(found, outputs), text)


def _block(found: re.Match[str]) -> Block:
    note = found["note"] or ""
    kind = next(kind for kind in Kind if note.startswith(kind))
    assert bool(note) == bool(kind), f"no such comment is known before a block: {note}"
    return Block(kind, note.removeprefix(kind).strip(), found["language"], found["text"])


def _filled(found: re.Match[str], outputs: Mapping[str, str]) -> str:
    block = _block(found)
    if block.kind not in {Kind.OUTPUT, Kind.CONTENT}:
        return found[0]
    cut = _CUT.fullmatch(block.subject)
    assert cut is not None
    assert cut["subject"] in outputs, f"nothing on this page runs or writes {cut['subject']}"
    lines = outputs[cut["subject"]].strip("\n").splitlines()
    shown = "\n".join(line.rstrip() for line in _shown(lines, cut))
    return f"<!-- {found['note']} -->\n```{block.language}\n{shown}\n```"


def _shown(lines: list[str], cut: re.Match[str]) -> Iterator[str]:
    """Yield the lines that the comment asks for; `…` where others are left out."""
    start = 0
    if cut["start"]:
        start = next(number for number, line in enumerate(lines) if line.startswith(cut["start"]))
    end = start + int(cut["count"]) if cut["count"] else len(lines)
    if start:
        yield "…"
    yield from lines[start:end]
    if end < len(lines):
        yield "…"
