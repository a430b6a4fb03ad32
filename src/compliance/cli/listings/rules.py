"""The rules, the file of a new one, and the test of some."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from textwrap import indent
from typing import Any

from compliance.actions.check_rules import check_rules
from compliance.actions.new_rule import OURS, new_rule
from compliance.actions.rule_list import RuleBook, rule_list
from compliance.actions.settings import today
from compliance.cli.exit_status import BREACH
from compliance.cli.tables import print_json, print_table
from compliance.judgement.severity import maximum_severity
from compliance.judgement.weights import cited_requirements
from compliance.loading.facts.published import facts
from compliance.locale import Translator
from compliance.model.facts import Facts
from compliance.model.rule import Rule
from compliance.report import labels
from compliance.report.subject_kinds import subject_kind
from compliance.rules import sections


def write(options: Namespace, words: Translator) -> int:
    """List what the options ask for; returns the exit status."""
    known = facts(options.as_of or today())
    if options.action == "new":
        return _new(options, known, words)
    if options.action == "test":
        return _test(options, words)
    rules = list(RuleBook().values())
    if options.format == "json":
        print_json([_plain(rule, known) for rule in rules])
        return 0
    headings = (words("Rule"), words("At most"), words("Proof"), words("Looks at"), words("Says"))
    count = words("{count} rules on {date}", count=len(rules), date=labels.day(known.as_of, words))
    print_table(headings, list(_rows(rules, known, words)), count)
    return 0


def _new(options: Namespace, known: Facts, words: Translator) -> int:
    rule_list()  # because what is wrong with the requirements of a package is told before one of them is not found
    path = new_rule(options.name, options.cites, options.subject, known.catalogue, options.package or OURS)
    if options.package:
        print(words("{file} is there; fill it in, then run `compliance rules test`", file=path.as_posix()))
    else:
        print(words("{file} is there; fill it in, then run `make generate` and `make test`", file=path.as_posix()))
    return 0


def _test(options: Namespace, words: Translator) -> int:
    tests = check_rules(*options.names, as_of=options.as_of)
    for test in tests:
        if not test.faults:
            print(words("{rule}: nothing wrong with {count} examples", rule=test.rule.id, count=test.examples))
        for fault in test.faults:
            print(f"{test.rule.id}: {words.message(fault.message)}")
            print(indent(fault.example or "", "    "), end="\n" if fault.example else "")
    return BREACH if any(test.faults for test in tests) else 0


def _rows(rules: Sequence[Rule], known: Facts, words: Translator) -> Iterator[tuple[str, ...]]:
    """Yield the rules under the headings of their groups and families, each heading once."""
    above: tuple[str, ...] = ()
    for headings, members in sections(rules):
        yield from ((words(heading),) for heading in headings if heading not in above)
        yield from (_row(rule, known, words) for rule in members)
        above = headings


def _row(rule: Rule, known: Facts, words: Translator) -> tuple[str, ...]:
    most = maximum_severity(cited_requirements(rule, known), rule.proof, known)
    weight = labels.severity(most, words) if most else "-"
    return (
        rule.id,
        weight,
        labels.proof(rule.proof, words),
        subject_kind(rule.subject.__name__, words),
        words(rule.title),
    )


def _plain(rule: Rule, known: Facts) -> dict[str, Any]:
    return {
        "id": rule.id,
        "family": rule.family,
        "title": rule.title,
        "broken": rule.broken,
        "subject": rule.subject.__name__,
        "requirements": [row.id for row in cited_requirements(rule, known)],
        "severity": maximum_severity(cited_requirements(rule, known), rule.proof, known),
        "proof": rule.proof,
        "remedy": rule.remedy,
        "limits": rule.limits,
    }
