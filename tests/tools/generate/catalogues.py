"""The gettext catalogues of both command lines: Vietnamese with new sentences added, and the compiled form.

Needs Babel, which only those who work on the checker have.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from compliance.actions import starter_files
from compliance.cli import samples
from compliance.model.changes.discovery import all_kinds, heading
from compliance.rules import all_rules, headings
from tools.generate import REPOSITORY, Artefact

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

Sentences = Iterator[tuple[str, str]]
_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)  # the same sentences give the same bytes on every day
_METHODS: Final = [("**/templates/**", "jinja2"), ("**.py", "python")]
_ARGPARSE: Final = (
    "usage: ",
    "positional arguments",
    "options",
    "show this help message and exit",
    "show program's version number and exit",
    "%(prog)s: error: %(message)s\n",
    "the following arguments are required: %s",
    "one of the arguments %s is required",
    "unrecognized arguments: %s",
    "unexpected option string: %s",
    "argument %(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "invalid %(type)s value: %(value)r",
    "expected one argument",
    "expected at most one argument",
    "expected at least one argument",
    "ignored explicit argument %r",
    "not allowed with argument %s",
    "ambiguous option: %(option)s could match %(matches)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)",
)


@dataclass(frozen=True, slots=True)
class Domain:
    """One catalogue: sentences in calls of `keywords` below the `folders` of `package`, and `further` ones."""

    name: str
    package: str
    folders: tuple[str, ...]
    keywords: tuple[str, ...]
    about: str
    further: Callable[[], Sentences] = lambda: iter(())

    @property
    def file(self) -> str:
        """Its path without the ending."""
        return f"{self.package}/locale/vi/LC_MESSAGES/{self.name}"


def artefacts() -> Iterator[Artefact]:
    for domain in _domains():
        yield from _compiled(domain)


def _domains() -> tuple[Domain, ...]:
    calls = (
        "words",
        "of",
        "Violation",
        "Difference",
        "Unknown",
        "_",
        "_defect",
        "_refusal",
        "_unbuildable",
        "refusal",
        "wrong",
        "gettext",
    )
    checker = Domain(
        "compliance",
        "src/compliance",
        ("",),
        calls,
        "Vietnamese words of the compliance checker.",
        _in_rules_and_samples,
    )
    own = ("words", "wrong", "Failure", "said")
    command_line = Domain("ndxp", "src/ndxp_sdk", ("cli", "_profiles"), own, "Vietnamese words of the command ndxp.")
    return checker, command_line


def _compiled(domain: Domain) -> Iterator[Artefact]:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import write_po

    vietnamese = _translated(domain)
    source, compiled = BytesIO(), BytesIO()
    write_po(source, vietnamese, width=110, omit_header=False, sort_output=True, include_lineno=False)
    write_mo(compiled, vietnamese)
    yield Artefact(f"{domain.file}.po", source.getvalue())
    yield Artefact(f"{domain.file}.mo", compiled.getvalue())


def _translated(domain: Domain) -> "Catalog":
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    template = Catalog(project=domain.name, charset="utf-8", fuzzy=False, creation_date=_DAY)
    for sentence, where in sorted(_sentences(domain)):
        template.add(sentence, locations=[(where, 0)] if where else [])
    file = REPOSITORY / f"{domain.file}.po"
    vietnamese = read_po(BytesIO(file.read_bytes() if file.is_file() else b""), locale="vi")
    vietnamese.update(template, no_fuzzy_matching=True)
    vietnamese.obsolete.clear()
    vietnamese.header_comment = f"# {domain.about}"
    vietnamese.revision_date = _DAY
    vietnamese.project, vietnamese.version, vietnamese.fuzzy = domain.name, "1", False
    return vietnamese


def _sentences(domain: Domain) -> set[tuple[str, str]]:
    found: dict[str, str] = {}
    for sentence, where in (*_in_code(domain), *domain.further(), *((sentence, "") for sentence in _ARGPARSE)):
        found.setdefault(sentence, where)
    return set(found.items())


def _in_rules_and_samples() -> Sentences:
    yield from ((comment, f"cli/samples/{name}") for comment, name in samples.comments())
    yield from ((comment, f"actions/starter_files/{name}") for comment, name in starter_files.comments())
    for rule in all_rules():
        texts = (rule.title, rule.broken, *rule.explanation, rule.remedy, rule.limits)
        for sentence in (*headings(rule), *texts, *rule.messages):
            if sentence is not None:
                yield sentence, rule.id
    for kind in all_kinds():
        for sentence in (heading(kind.family), kind.title, *kind.explanation, kind.remedy):
            if sentence is not None:
                yield sentence, f"model/changes/kinds/{kind.family}/{kind.id}.py"


def _in_code(domain: Domain) -> Sentences:
    """Sentences in calls that make messages and in templates of pages, and the help line of each command."""
    from babel.messages.extract import extract_from_dir

    package = REPOSITORY / domain.package
    keywords = dict.fromkeys(domain.keywords)
    for folder in domain.folders:
        rows = extract_from_dir(str(package / folder), _METHODS, keywords=keywords, strip_comment_tags=True)
        for path, _, sentence, _, _ in sorted(rows, key=lambda row: (row[0], row[1])):
            if isinstance(sentence, str) and sentence:
                yield sentence, "/".join(filter(None, (folder, path.replace("\\", "/"))))
        yield from _assigned(domain, folder)


def _assigned(domain: Domain, folder: str) -> Sentences:
    """Help lines, and templates that are named before they are used."""
    package = REPOSITORY / domain.package
    for file in sorted((package / folder).rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "HELP: " in text or "template = " in text else ():
            match node:
                case ast.AnnAssign(target=ast.Name(id="HELP"), value=ast.Constant(value=str(sentence))):
                    yield sentence, file.relative_to(package).as_posix()
                case ast.Assign(targets=[ast.Name(id="template")], value=ast.Constant(value=str(sentence))):
                    yield sentence, file.relative_to(package).as_posix()
