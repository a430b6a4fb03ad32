"""The file of a new rule, ready to be filled in: its tests fail until it is."""

import builtins
import re
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Final

from compliance import rules
from compliance.actions.errors import UsageError
from compliance.model.requirement import Catalogue
from compliance.model.subject import KINDS
from compliance.model.text import Message

_USUAL: Final = {"openapi": "Operation", "endpoint": "HttpExchange", "record": "Record", "exchange": "HubCall"}
_NAME: Final = re.compile(r"(openapi|endpoint|record|exchange)[/.]([a-z][a-z0-9_]*)")
_FILE: Final = Template('''"""$title.

Say why it matters.

To mend it, say what is to be done.

Shows what a pass shows. Does not show what it does not.
"""

from collections.abc import Iterator

$imports


@rule($citations)
def $name($parameter: $subject) -> Iterator[Violation]:
    yield Violation("found {found}, expected …", at=$parameter, found="")


GOOD = []
BAD = {}
''')


def new_rule(name: str, citations: Sequence[str], subject: str | None, catalogue: Catalogue) -> Path:
    """Write the file and give its path; raises `UsageError` for a bad name, an unknown clause or an existing rule."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise UsageError(
            Message.of(
                "{found} is no name of a rule; write GROUP/NAME, GROUP openapi, endpoint, record or exchange",
                found=name,
            )
        )
    unknown = [citation for citation in citations if catalogue.find(citation) is None]
    if unknown:
        raise UsageError(Message.of("there is no requirement {id}; no clause, no rule", id=unknown[0]))
    group, stem = match.groups()
    path = Path(rules.__path__[0]) / group / f"{stem}.py"
    if path.exists():
        raise UsageError(Message.of("{file} exists already", file=str(path)))
    path.write_text(_text(stem, citations, subject or _USUAL[group]), encoding="utf-8", newline="\n")
    return path


def _parameter(subject: str) -> str:
    """Return the last word of a kind; `property` would hide what Python calls so."""
    word = re.split("(?=[A-Z])", subject)[-1].lower()
    return "field" if hasattr(builtins, word) else word


def _text(stem: str, citations: Sequence[str], subject: str) -> str:
    module = next(kind.type.__module__ for kind in KINDS if kind.name == subject)
    imports = sorted(
        (
            f"from {module} import {subject}",
            "from compliance.model.rule import rule",
            "from compliance.model.violation import Violation",
        )
    )
    return _FILE.substitute(
        title=stem.replace("_", " ").capitalize(),
        imports="\n".join(imports),
        citations=", ".join(f'"{citation}"' for citation in citations),
        name=stem,
        parameter=_parameter(subject),
        subject=subject,
    )
