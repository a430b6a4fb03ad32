"""The catalogue, filtered."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from compliance.actions.errors import UsageError
from compliance.actions.rule_list import rule_list
from compliance.actions.settings import today
from compliance.cli.listings.changed_requirements import changed_since, plain_changes, write_table
from compliance.cli.tables import print_json, print_table
from compliance.judgement.requirements import NO_RULE_YET, rules_by_requirement
from compliance.judgement.severity import maximum_severity
from compliance.loading.facts.published import facts
from compliance.locale import Translator
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.requirement import Requirement
from compliance.model.text import Message
from compliance.report import citation, labels


def write(options: Namespace, words: Translator) -> int:
    """List what the options ask for; returns the exit status."""
    known = facts(options.as_of or today())
    if options.instrument and options.instrument not in known.catalogue.instruments:
        raise UsageError(
            Message.of("there is no instrument {id}; they are named like nd-331-2026", id=options.instrument)
        )
    chosen = [row for row in known.catalogue if _is_chosen(row, options)]
    rules_of = rules_by_requirement(known.catalogue, rule_list())
    if options.changed_since:
        _write_changed(chosen, rules_of, known, options, words)
        return 0
    if options.format == "json":
        print_json([_plain(row, rules_of, known) for row in chosen])
        return 0
    headings = (words("Requirement"), words("Weight"), words("Rules"), words("Source"), words("Duty"))
    count = words("{count} requirements on {date}", count=len(chosen), date=labels.day(known.as_of, words))
    print_table(headings, [_row(row, rules_of, known, words) for row in chosen], count)
    return 0


def _write_changed(
    chosen: Sequence[Requirement],
    rules_of: Mapping[str, list[str]],
    known: Facts,
    options: Namespace,
    words: Translator,
) -> None:
    """Write the chosen requirements that changed; ids that are no more stand where those that took their place do."""
    names = {row.id for row in chosen}
    changed = {
        name: rows
        for name, rows in changed_since(options.changed_since).items()
        if name in names or any(names.intersection(row.into) for _, row in rows)
    }
    if options.format == "text":
        write_table(changed, known, words)
        return
    found = {row.id: _plain(row, rules_of, known) for row in chosen}
    print_json([found.get(name, {"id": name}) | {"changes": plain_changes(rows)} for name, rows in changed.items()])


def _is_chosen(row: Requirement, options: Namespace) -> bool:
    return (not options.status or row.instrument.status == options.status) and (
        not options.instrument or row.instrument.id == options.instrument
    )


def _row(row: Requirement, rules_of: Mapping[str, list[str]], known: Facts, words: Translator) -> tuple[str, ...]:
    weight = maximum_severity([row], Proof.CONCLUSIVE, known)
    severity = labels.severity(weight, words) if weight else "-"
    return row.id, severity, str(len(rules_of.get(row.id, ()))), citation.short(row, words), words.text(row.duty)


def _plain(row: Requirement, rules_of: Mapping[str, list[str]], known: Facts) -> dict[str, Any]:
    rules = rules_of.get(row.id, [])
    plain = asdict(row)
    plain["instrument"] = row.instrument.id
    plain["status"] = row.instrument.status
    plain["weight"] = maximum_severity([row], Proof.CONCLUSIVE, known)
    plain["rules"] = rules
    plain["reason"] = None if rules else row.reason or NO_RULE_YET
    return plain
