"""Rules as reporting descriptors, with help in both languages, the reader's first."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.locale import Translator
from compliance.locale import words as words_of
from compliance.model.language import Language
from compliance.report import citation
from compliance.report.formats.sarif.law import Law
from compliance.report.notes import NotedRule, Notes

_OTHER: Final[dict[Language, Language]] = {"en": "vi", "vi": "en"}


def descriptors(notes: Notes, law: Law, words: Translator) -> list[dict[str, Any]]:
    """Return every rule that has findings, with relations to the requirements that it cites."""
    return [
        {
            "id": rule.id,
            "name": _name(rule.id),
            **_texts(rule, notes, words),
            "relationships": [{"target": taxon, "kinds": ["relevant"]} for taxon in law.taxa(rule.requirements)],
            "properties": {"tags": [rule.id.partition(".")[0]]},
        }
        for rule in notes.rules.values()
    ]


def translation(notes: Notes, words: Translator) -> dict[str, Any]:
    """Return the same rules in the other language."""
    other = words_of(_OTHER[words.language])
    return {
        "name": "compliance",
        "language": other.language,
        "contents": ["localizedData"],
        "isComprehensive": False,
        "associatedComponent": {"name": "compliance"},
        "rules": [{"id": rule.id, **_texts(rule, notes, other)} for rule in notes.rules.values()],
    }


def _name(rule: str) -> str:
    """Return the name of a rule as SARIF wants it beside an id: `ErrorsAreDocumented`."""
    return "".join(word[:1].upper() + word[1:] for word in rule.rpartition(".")[2].split("_"))


def _texts(rule: NotedRule, notes: Notes, words: Translator) -> dict[str, Any]:
    languages = (words, words_of(_OTHER[words.language]))
    return {
        "shortDescription": {"text": words(rule.heading)},
        "fullDescription": {"text": words(rule.norm) or words(rule.heading)},
        "help": {
            "text": "\n\n".join("\n".join(_plain(rule, notes, each)) for each in languages),
            "markdown": "\n\n---\n\n".join("\n\n".join(_markdown(rule, notes, each)) for each in languages),
        },
    }


def _plain(rule: NotedRule, notes: Notes, words: Translator) -> Iterator[str]:
    yield words(rule.heading)
    for title, paragraphs in _sections(rule, notes, words):
        yield words("{title}: {text}", title=title, text=" ".join(paragraphs))


def _markdown(rule: NotedRule, notes: Notes, words: Translator) -> Iterator[str]:
    yield f"**{words(rule.heading)}**"
    for title, paragraphs in _sections(rule, notes, words):
        yield f"### {title}"
        yield from paragraphs


def _sections(rule: NotedRule, notes: Notes, words: Translator) -> Iterator[tuple[str, list[str]]]:
    """Yield the parts of the help that there is text for."""
    rows = [(each, notes.catalogue.find(each)) for each in rule.requirements]
    cited = [
        words("{title}: {text}", title=each, text=citation.full(row, words)) for each, row in rows if row is not None
    ]
    parts = (
        (words("How to mend it"), [words(rule.remedy)]),
        (words("Norm"), [words(rule.norm)]),
        (words("Why"), [words(paragraph) for paragraph in rule.explanation]),
        (words("Clauses"), ["; ".join(cited)]),
        (words("What a pass shows"), [words(rule.limits)]),
    )
    yield from ((title, paragraphs) for title, paragraphs in parts if any(paragraphs))
