"""The requirements that later editions of the catalogue changed, each with what changed and why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from compliance.actions.errors import UsageError
from compliance.cli.tables import print_table
from compliance.judgement.severity import maximum_severity
from compliance.loading.facts.editions import editions
from compliance.locale import Translator
from compliance.model.edition import Edition, RowChange
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.text import Message
from compliance.report import changes, labels

Changes = Mapping[str, Sequence[tuple[Edition, RowChange]]]


def changed_since(version: str) -> Changes:
    """Return what changed after an edition, by requirement; raises `UsageError` if nothing was written down of it."""
    written = editions()
    known = sorted({edition.edition.since for edition in written} | {edition.edition.version for edition in written})
    if version not in known:
        template = "there is no edition {version} of the catalogue whose changes are known; known: {known}"
        raise UsageError(Message.of(template, version=version, known=", ".join(known)))
    found: defaultdict[str, list[tuple[Edition, RowChange]]] = defaultdict(list)
    for edition in written:
        if edition.edition.version > version:
            for row in sorted(edition.rows, key=lambda row: row.change.rank):
                found[row.id].append((edition, row))
    return found


def write_table(changed: Changes, known: Facts, words: Translator) -> None:
    """Print a row for each requirement that changed; one that is no more has no weight."""
    headings = (words("Requirement"), words("Change"), words("Weight"), words("Why"))
    template = "{count} requirements changed; catalogue of {version}"
    count = words(template, count=len(changed), version=known.catalogue.version)
    print_table(headings, [_row(name, rows, known, words) for name, rows in changed.items()], count)


def plain_changes(rows: Sequence[tuple[Edition, RowChange]]) -> list[dict[str, Any]]:
    """Return the same for programs: each change with the edition that made it."""
    return [{"version": edition.edition.version} | asdict(row) for edition, row in rows]


def _row(name: str, rows: Sequence[tuple[Edition, RowChange]], known: Facts, words: Translator) -> tuple[str, ...]:
    requirement = known.catalogue.requirements.get(name)
    weight = maximum_severity([requirement], Proof.CONCLUSIVE, known) if requirement else None
    said = "; ".join(changes.change(row, words) for _, row in rows)
    why = " ".join(words.text(row.reason) for _, row in rows)
    return name, said, labels.severity(weight, words) if weight else "-", why
