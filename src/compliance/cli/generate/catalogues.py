"""The gettext catalogues: the template, the Vietnamese catalogue with new sentences added, and its compiled form.

Needs Babel, which only those who work on the checker have.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

from compliance.cli.generate import REPOSITORY, Artefact
from compliance.rules import all_rules

_FOLDER: Final = "src/compliance"
_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)  # the same sentences give the same bytes on every day
_LOCALE: Final = f"{_FOLDER}/locale"
_VIETNAMESE: Final = f"{_LOCALE}/vi/LC_MESSAGES/compliance"
_KEYWORDS: Final = dict.fromkeys(("words", "of", "Violation", "_", "_defect", "_refusal", "gettext"))
_ARGPARSE: Final = (
    "usage: ",
    "positional arguments",
    "options",
    "show this help message and exit",
    "show program's version number and exit",
    "%(prog)s: error: %(message)s\n",
    "the following arguments are required: %s",
    "unrecognized arguments: %s",
    "unrecognized arguments: %s",
    "argument %(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "invalid %(type)s value: %(value)r",
    "expected one argument",
    "expected at least one argument",
    "not allowed with argument %s",
    "ambiguous option: %(option)s could match %(matches)s",
)


def artefacts() -> Iterator[Artefact]:
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po, write_po

    template = Catalog(project="compliance", charset="utf-8", fuzzy=False, creation_date=_DAY)
    for sentence, where in sorted(_sentences()):
        template.add(sentence, locations=[(where, 0)] if where else [])
    file = REPOSITORY / f"{_VIETNAMESE}.po"
    vietnamese = read_po(BytesIO(file.read_bytes() if file.is_file() else b""), locale="vi")
    vietnamese.update(template, no_fuzzy_matching=True)
    vietnamese.obsolete.clear()
    vietnamese.header_comment = "# Vietnamese words of the compliance checker."
    vietnamese.revision_date = _DAY
    vietnamese.project, vietnamese.version, vietnamese.fuzzy = "compliance", "1", False
    source, compiled = BytesIO(), BytesIO()
    write_po(source, vietnamese, width=110, omit_header=False, sort_output=True, include_lineno=False)
    write_mo(compiled, vietnamese)
    yield Artefact(f"{_VIETNAMESE}.po", source.getvalue())
    yield Artefact(f"{_VIETNAMESE}.mo", compiled.getvalue())


def _sentences() -> set[tuple[str, str]]:
    found: dict[str, str] = {}
    for sentence, where in (*_in_code(), *_in_rules(), *((sentence, "") for sentence in _ARGPARSE)):
        found.setdefault(sentence, where)
    return set(found.items())


def _in_rules() -> Iterator[tuple[str, str]]:
    for rule in all_rules():
        for sentence in (rule.title, *rule.explanation, rule.limits):
            yield sentence, rule.id


def _in_code() -> Iterator[tuple[str, str]]:
    """Sentences in calls that make messages and in templates of pages, and the help line of each command."""
    from babel.messages.extract import extract_from_dir

    folder = REPOSITORY / _FOLDER
    methods = [("**/templates/**", "jinja2"), ("**.py", "python")]
    rows = extract_from_dir(str(folder), methods, keywords=_KEYWORDS, strip_comment_tags=True)
    for path, _, sentence, _, _ in sorted(rows, key=lambda row: (row[0], row[1])):
        if isinstance(sentence, str) and sentence:
            yield sentence, path.replace("\\", "/")
    yield from _assigned()


def _assigned() -> Iterator[tuple[str, str]]:
    """Help lines, and templates that are named before they are used."""
    import ast

    for file in sorted((REPOSITORY / _FOLDER).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.AnnAssign(target=ast.Name(id="HELP"), value=ast.Constant(value=str(sentence))):
                    yield sentence, file.relative_to(REPOSITORY / _FOLDER).as_posix()
                case ast.Assign(targets=[ast.Name(id="template")], value=ast.Constant(value=str(sentence))):
                    yield sentence, file.relative_to(REPOSITORY / _FOLDER).as_posix()
