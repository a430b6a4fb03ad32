"""The file of a new rule, ready to be filled in: its tests fail until it is."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from types import ModuleType
from typing import Final

from compliance.actions.errors import UsageError
from compliance.model.observation import OBSERVATIONS
from compliance.model.requirement import Catalogue
from compliance.model.rule_name import RuleName
from compliance.model.text import Message
from compliance.rules import families, groups, rule_modules


def _last_word(name: str) -> str:
    return re.split("(?=[A-Z])", name)[-1].lower()


SUBJECTS: Final[Mapping[str, tuple[str, str]]] = {
    "SourceText": ("compliance.model.source", "source"),
    "Document": ("compliance.model.openapi.document", "document"),
    "Server": ("compliance.model.openapi.server", "server"),
    "Operation": ("compliance.model.openapi.operation", "operation"),
    "Parameter": ("compliance.model.openapi.parameter", "parameter"),
    "Schema": ("compliance.model.openapi.schema", "schema"),
    "Property": ("compliance.model.openapi.schema", "field"),
    "SecurityScheme": ("compliance.model.openapi.security", "scheme"),
    "Record": ("compliance.model.record", "record"),
    "Service": ("compliance.model.record", "service"),
    "Connection": ("compliance.model.record", "connection"),
    **{kind.__name__: ("compliance.model.observation", _last_word(kind.__name__)) for kind in OBSERVATIONS},
}
_NAME: Final = re.compile(r"([a-z]\w*)[/.](?:([a-z]\w*)[/.])?([a-z][a-z0-9_]*)", re.ASCII)
_FILE: Final = Template('''"""$title.

Say why it matters and how a breach is mended.

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
    group, family, stem = _parted(name)
    unknown = [citation for citation in citations if catalogue.find(citation) is None]
    if unknown:
        raise UsageError(Message.of("there is no requirement {id}; no clause, no rule", id=unknown[0]))
    path = Path(group.__path__[0], family or "", f"{stem}.py")
    path.write_text(_text(stem, citations, subject or group.SUBJECT), encoding="utf-8", newline="\n")
    return path


def _parted(name: str) -> tuple[ModuleType, str | None, str]:
    """The group, the family and the name of a rule that is not there yet."""
    match = _NAME.fullmatch(name)
    known = {group.__name__.rpartition(".")[2]: group for group in groups()}
    if match is None or match[1] not in known:
        template = "{found} is no name of a rule; write GROUP/NAME or GROUP/FAMILY/NAME, GROUP one of {groups}"
        raise UsageError(Message.of(template, found=name, groups=", ".join(known)))
    group, family, stem = known[match[1]], match[2], match[3]
    if family is not None and family not in families(group):
        template = "{group} has no family {family}; make its folder, with an `__init__.py` that says its heading"
        raise UsageError(Message.of(template, group=match[1], family=family))
    for module in rule_modules():
        if RuleName.of(module).id == f"{match[1]}.{stem}":
            raise UsageError(
                Message.of("there is a rule {id} already: {module}", id=f"{match[1]}.{stem}", module=module)
            )
    return group, family, stem


def _text(stem: str, citations: Sequence[str], subject: str) -> str:
    module, parameter = SUBJECTS[subject]
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
        parameter=parameter,
        subject=subject,
    )
