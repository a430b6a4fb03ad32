"""What an edition of the catalogue changed, in the reader's words."""

from collections.abc import Iterator

from compliance.locale import Translator
from compliance.model.edition import Aspect, Change, RowChange
from compliance.model.grades import Severity
from compliance.report import labels


def change(row: RowChange, words: Translator) -> str:
    """Say what happened to a requirement: `changed: grade (text not read → known second-hand), scope`."""
    if details := ", ".join(_details(row, words)):
        return words("{change}: {details}", change=kind(row.change, words), details=details)
    return kind(row.change, words)


def kind(value: Change, words: Translator) -> str:
    return {
        Change.ADDED: words("added"),
        Change.CHANGED: words("changed"),
        Change.SPLIT: words("split"),
        Change.REMOVED: words("removed"),
    }[value]


def aspect(value: Aspect, words: Translator) -> str:
    return {
        Aspect.GRADE: words("how well the text is known"),
        Aspect.WEIGHT: words("weight"),
        Aspect.SCOPE: words("whom or what it binds"),
        Aspect.WORDING: words("wording"),
        Aspect.CHECK: words("how it is checked"),
        Aspect.NOTE: words("what is noted on it"),
    }[value]


def _details(row: RowChange, words: Translator) -> Iterator[str]:
    for each in row.aspects:
        name = aspect(each, words)
        if each is Aspect.GRADE and row.grade:
            ends = labels.grade(row.grade.before, words), labels.grade(row.grade.after, words)
            yield words("{name} ({before} → {after})", name=name, before=ends[0], after=ends[1])
        elif each is Aspect.WEIGHT and row.weight:
            ends = _weight(row.weight.before, words), _weight(row.weight.after, words)
            yield words("{name} ({before} → {after})", name=name, before=ends[0], after=ends[1])
        else:
            yield name
    if row.into:
        yield words("into {ids}", ids=", ".join(row.into))


def _weight(value: Severity | None, words: Translator) -> str:
    return labels.severity(value, words) if value else words("nothing yet")
