"""The file of a new rule, ready to be filled in: its tests fail until it is."""

import builtins
import re
from collections.abc import Sequence
from pathlib import Path
from string import Template
from types import ModuleType
from typing import Final

from compliance.actions.errors import UsageError
from compliance.model.pattern import late
from compliance.model.requirement import Catalogue
from compliance.model.rule_name import RuleName
from compliance.model.subject import KINDS
from compliance.model.text import Message
from compliance.rules import NotRules, families, groups, rule_modules

OURS: Final = "compliance.rules"
_NAME: Final = late(r"([a-z]\w*)[/.](?:([a-z]\w*)[/.])?([a-z][a-z0-9_]*)", re.ASCII)
_FILE: Final = Template('''"""$title.

Broken: say what is wrong where the rule is broken

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


def new_rule(
    name: str, citations: Sequence[str], subject: str | None, catalogue: Catalogue, package: str = OURS
) -> Path:
    """Write the file and give its path, in our package of rules or in another one.

    Raises:
        UsageError: a bad name, an unknown clause, an existing rule, no such package.
    """
    group, family, stem = _parted(name, package)
    unknown = [citation for citation in citations if catalogue.find(citation) is None]
    if unknown:
        raise UsageError(Message.of("there is no requirement {id}; no clause, no rule", id=unknown[0]))
    subject = subject or getattr(group, "SUBJECT", None)
    if subject is None:
        raise UsageError(Message.of("{group} names no usual SUBJECT; say --subject", group=group.__name__))
    path = Path(group.__path__[0], family or "", f"{stem}.py")
    path.write_text(_text(stem, citations, subject), encoding="utf-8", newline="\n")
    return path


def _parted(name: str, package: str) -> tuple[ModuleType, str | None, str]:
    """Return the group, family and name of a rule that does not exist yet; raises `UsageError` for any other name."""
    match = _NAME.fullmatch(name)
    known = {group.__name__.rpartition(".")[2]: group for group in _groups(package)}
    if match is None or match[1] not in known:
        template = "{found} is no name of a rule; write GROUP/NAME or GROUP/FAMILY/NAME, GROUP one of {groups}"
        raise UsageError(Message.of(template, found=name, groups=", ".join(known)))
    group, family, stem = known[match[1]], match[2], match[3]
    if family is not None and family not in families(group):
        template = "{group} has no family {family}; make its folder, with an `__init__.py` that says its heading"
        raise UsageError(Message.of(template, group=match[1], family=family))
    for module in (*rule_modules(), *(rule_modules(package) if package != OURS else ())):
        if RuleName.of(module).id == f"{match[1]}.{stem}":
            raise UsageError(
                Message.of("there is a rule {id} already: {module}", id=f"{match[1]}.{stem}", module=module)
            )
    return group, family, stem


def _groups(package: str) -> list[ModuleType]:
    try:
        return groups(package)
    except (ImportError, NotRules) as error:
        template = "{package} is no package of rules that can be imported: {problem}"
        raise UsageError(Message.of(template, package=package[:80], problem=str(error)[:200])) from error


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
