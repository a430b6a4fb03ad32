"""What is wrong with a rule: what holds for every rule, held against its file and its examples.

The same for the rules of this package and for those of others.
"""

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from compliance.actions.example_text import as_text
from compliance.actions.rule_examples import as_dossiers, marked_lines, verdicts_on
from compliance.loading.facts.codelists import reasons
from compliance.model.blocking import Blocking
from compliance.model.dataclass import dataclass
from compliance.model.example import MARK
from compliance.model.facts import Facts
from compliance.model.grades import Grade, Outcome
from compliance.model.location import Location
from compliance.model.rule import Rule
from compliance.model.selection import Selection
from compliance.model.text import Message
from compliance.model.verdict import Finding, Verdict

_LONGEST_TITLE: Final = 80


@dataclass(frozen=True, slots=True)
class RuleFault:
    """What is wrong with a rule: what was found and expected, and the example in which it shows, None if in none."""

    message: Message
    example: str | None = None


def rule_faults(rule: Rule, facts: Facts) -> Iterator[RuleFault]:
    """Yield everything that is wrong with a rule, judged by the law of a day."""
    in_citations = list(_in_citations(rule, facts))
    for message in (*_in_docstring(rule), *in_citations, *_in_when(rule), *_in_presence(rule)):
        yield RuleFault(message)
    if not in_citations:
        yield from _in_examples(rule, facts)


def _in_docstring(rule: Rule) -> Iterator[Message]:
    if len(rule.title) > _LONGEST_TITLE or not rule.title.endswith(".") or ". " in rule.title:
        template = "the title is one sentence of at most {most} signs, it is: {title}"
        yield Message.of(template, most=_LONGEST_TITLE, title=rule.title)
    if rule.broken is None:
        yield Message.of('the docstring has no paragraph that begins "Broken: " and says what a finding is')
    elif len(rule.broken) > _LONGEST_TITLE or rule.broken.endswith("."):
        template = (
            "the heading of a finding is at most {most} signs long and ends without a full stop, it is: {heading}"
        )
        yield Message.of(template, most=_LONGEST_TITLE, heading=rule.broken)
    if not rule.explanation:
        yield Message.of("the docstring does not say why the rule matters")
    if rule.remedy is None:
        yield Message.of('the docstring has no paragraph that begins "To mend it, "')
    if not rule.limits.startswith("Shows ") or "Does not show " not in rule.limits:
        yield Message.of('the last paragraph says what a pass shows and does not: "Shows … . Does not show …"')


def _in_citations(rule: Rule, facts: Facts) -> Iterator[Message]:
    if not rule.citations:
        yield Message.of("it cites no clause; no clause, no rule")
    for citation in rule.citations:
        row = facts.catalogue.find(citation)
        if row is None:
            yield Message.of("it cites {id}, which is not in the catalogue", id=citation)
        elif row.verified is Grade.MEMORY:
            yield Message.of("it cites {id}, the text of which nobody has read", id=citation)
        elif row.feasible == "none":
            yield Message.of("it cites {id}, of which a machine can check nothing", id=citation)
        elif row.reason and not reasons()[row.reason].waits:
            yield Message.of("it cites {id}, which has a reason for being without a rule", id=citation)


def _in_when(rule: Rule) -> Iterator[Message]:
    if rule.when is None or isinstance(rule.when, Selection):
        return
    predicate = rule.when.predicate if isinstance(rule.when, Blocking) else rule.when
    asked = next(iter(inspect.signature(predicate, eval_str=True).parameters.values())).annotation
    if asked is not rule.subject:
        template = "`when` takes {found}, the check takes {expected}"
        yield Message.of(template, found=str(getattr(asked, "__name__", asked)), expected=rule.subject.__name__)


def _in_presence(rule: Rule) -> Iterator[Message]:
    wanted = {
        "GOOD": (True, rule.good),
        "BAD": (True, rule.bad),
        "IRRELEVANT": (rule.when is not None, rule.irrelevant),
        "UNKNOWN": (bool(rule.needs), rule.unknown),
    }
    for name, (is_wanted, examples) in wanted.items():
        if is_wanted and not examples:
            yield Message.of("it has no example in {name}", name=name)


def _in_examples(rule: Rule, facts: Facts) -> Iterator[RuleFault]:
    messages: set[str] = set()
    groups = (("GOOD", rule.good, Outcome.MET), ("IRRELEVANT", rule.irrelevant, Outcome.NOT_APPLICABLE))
    for name, examples, expected in (*groups, ("UNKNOWN", rule.unknown, Outcome.NOT_OBSERVED)):
        for example in examples:
            verdicts = verdicts_on(rule, example, facts)
            messages |= {verdict.reason.template for verdict in verdicts if verdict.reason}
            if not verdicts or any(verdict.outcome is not expected for verdict in verdicts):
                yield RuleFault(_unexpected(name, expected, verdicts), as_text(example))
    for message, example in rule.bad.items():
        verdicts = verdicts_on(rule, example, facts)
        messages |= {finding.message.template for verdict in verdicts for finding in verdict.findings}
        yield from (RuleFault(fault, as_text(example)) for fault in _in_bad(rule, message, example, verdicts))
    for template in sorted(templates(rule) - messages):
        yield RuleFault(Message.of("no example makes it say: {template}", template=template))


def _unexpected(name: str, expected: Outcome, verdicts: Sequence[Verdict]) -> Message:
    found = ", ".join(_described(verdict) for verdict in verdicts) or "-"
    template = "an example in {name}: expected {expected}, found {found}"
    return Message.of(template, name=name, expected=expected, found=found)


def _described(verdict: Verdict) -> str:
    reasons = [str(finding.message) for finding in verdict.findings] or [str(verdict.reason or "")]
    return f"{verdict.outcome}: {'; '.join(reasons)}".rstrip(": ")


def _in_bad(rule: Rule, message: str, example: Any, verdicts: Sequence[Verdict]) -> Iterator[Message]:
    findings = [finding for verdict in verdicts for finding in verdict.findings]
    found = sorted({str(finding.message) for finding in findings})
    if found != [message]:
        described = "; ".join(found) or ", ".join(map(_described, verdicts))
        yield Message.of("an example in BAD: expected {expected}, found {found}", expected=message, found=described)
        return
    if _can_be_marked(example):
        yield from _in_lines(marked_lines(as_dossiers(rule, example)), findings)


def _can_be_marked(example: Any) -> bool:
    """Return whether lines of an example can end in the mark: bytes are no text, and JSON knows no comment."""
    return not (isinstance(example, bytes) or (isinstance(example, str) and example.lstrip().startswith("{")))


def _in_lines(marked: set[tuple[str, int]], findings: Iterable[Finding]) -> Iterator[Message]:
    """Yield a fault unless findings in a text stand at the marked lines, and every marked line has one."""
    stood = {(place.uri, place.line) for place in _in_text(finding.location for finding in findings)}
    if stood != marked:
        template = "the finding stands at {found}; the lines that end in {mark} are {expected}"
        yield Message.of(template, found=_shown(stood), mark=MARK, expected=_shown(marked))


def _shown(lines: Iterable[tuple[str, int | None]]) -> str:
    return ", ".join(f"{uri}:{line}" for uri, line in sorted(lines, key=str)) or "-"


def _in_text(locations: Iterable[Location]) -> Iterator[Location]:
    return (location for location in locations if location.line is not None)


def templates(rule: Rule) -> frozenset[str]:
    """Return the templates that a rule may use: its table of messages, and the texts that its calls begin with."""
    tree = ast.parse(inspect.getsource(sys.modules[rule.check.__module__]))
    return frozenset(rule.messages) | frozenset(_literals(tree))


def _literals(tree: ast.AST) -> Iterator[str]:
    named = [*_assigned(tree)]
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Violation" | "Unknown"), args=[ast.Constant(value=str(text)), *_]):
                yield text
            case ast.Call(func=ast.Name(id="Violation" | "Unknown"), args=[ast.Name(id=used), *_]):
                yield from (text for name, text in named if name == used)


def _assigned(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                yield name, text
