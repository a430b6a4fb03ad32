"""A Dockerfile as instructions: enough to hold one against the tree it is built from."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Instruction:
    """One instruction; `words` are its arguments without flags, `flags` these."""

    name: str
    text: str

    @property
    def words(self) -> list[str]:
        if self.text.startswith("["):
            return [str(word) for word in json.loads(self.text)]
        return [word for word in self.text.split() if not word.startswith("--")]

    @property
    def flags(self) -> dict[str, str]:
        return dict(re.findall(r"--(\w+)=(\S+)", self.text))


def instructions(path: Path) -> Iterator[Instruction]:
    """Yield the instructions of a Dockerfile, lines that go on joined, comments left out."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        if line.strip():
            name, _, text = line.strip().partition(" ")
            yield Instruction(name.upper(), text.strip())


def stages(path: Path) -> list[list[Instruction]]:
    """Return the instructions of each stage, which begins with FROM; what stands before the first is a stage too."""
    found: list[list[Instruction]] = [[]]
    for each in instructions(path):
        if each.name == "FROM":
            found.append([])
        found[-1].append(each)
    return found


def context_sources(path: Path) -> list[str]:
    """Return what is copied from the folder that the image is built from."""
    copies = [each for each in instructions(path) if each.name in {"COPY", "ADD"} and "from" not in each.flags]
    return [source for each in copies for source in each.words[:-1]]
