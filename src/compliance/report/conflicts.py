"""Sources that disagree, in the reader's words: what each says, side by side."""

from collections.abc import Iterator

from compliance.locale import Translator
from compliance.model.conflict import Conflict, Side, Source
from compliance.report.behind import title
from compliance.report.context import ReportContext
from compliance.report.findings import heading_of


def lines(conflicts: tuple[Conflict, ...], context: ReportContext) -> Iterator[str]:
    """Yield one line for each question."""
    words = context.words
    for conflict in conflicts:
        said = "; ".join(_said(side, context) for side in conflict.sides)
        yield words("Sources disagree. {question} {sides}", question=words.text(conflict.question.name), sides=said)


def _said(side: Side, context: ReportContext) -> str:
    words = context.words
    if side.is_kept:
        told = title(side.rule, context).removesuffix(".")
        return words("{source}: kept, {rule}", source=source(side.source, words), rule=told)
    broken = heading_of(side.rule, context.rules.get(side.rule), words)
    return words("{source}: {broken}", source=source(side.source, words), broken=broken) if side.source else broken


def source(value: Source | None, words: Translator) -> str:
    """Return who says something; a rule that itself compares two is nobody's."""
    if value is None:
        return ""
    return {
        Source.RECORD: words("the record"),
        Source.DOCUMENT: words("the document"),
        Source.LOOK: words("our look"),
        Source.HUB: words("through the hub"),
    }[value]
