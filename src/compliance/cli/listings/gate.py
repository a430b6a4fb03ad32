"""The page on `--fail-on`: what makes the exit status 1, and why that is hardly ever a document today."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from compliance.actions.rule_list import rule_list
from compliance.judgement.severity import maximum_severity
from compliance.loading.facts.published import facts
from compliance.locale import Translator
from compliance.model.grades import Severity
from compliance.model.text import Message

NAMES: Final = frozenset({"fail-on", "exit-status"})
_GATES: Final = (
    ("fail", Message.of("a finding that fails, also one that a person has to confirm (the default)")),
    ("warn", Message.of("a finding that fails or warns")),
    ("advice", Message.of("any finding")),
    ("never", Message.of("none: the report alone counts")),
)


def page(words: Translator, day: date) -> str:
    """Return the page, with the weights of the rules on a day."""
    return "\n".join(_lines(words, day)) + "\n"


def _lines(words: Translator, day: date) -> Iterator[str]:
    yield "# --fail-on\n"
    yield words("Which findings make the exit status 1. One that is waived never does.")
    yield ""
    yield from (f"    {gate:<8}{words.message(said)}" for gate, said in _GATES)
    yield _heading(words("Why documents hardly ever fail"))
    yield words(
        "A finding fails only where its clause says must, was read in its own text, is in force, binds already and is "
        "owed by the party that is audited. No text read so far prescribes OpenAPI: the law says what a platform has "
        "to do. What is wrong in a document is held against such clauses and good practice, and warns."
    )
    yield ""
    yield _weights(words, day)
    yield _heading(words("What to set"))
    yield words(
        "In the pipeline of those who write the document: warn, because a fault costs least before others build on it. "
        "`compliance init` writes this into compliance.toml:"
    )
    yield '\n    fail-on = "warn"\n'
    yield words("Where there are many findings already: accept those of today with `compliance baseline`, then warn.")
    yield words(
        "Where others are judged: fail, the default. What warns is no breach that could be held against anybody."
    )


def _weights(words: Translator, day: date) -> str:
    known = facts(day)
    listed = [rule for rule in rule_list() if rule.id.startswith("openapi.")]
    cited = {rule.id: [row for each in rule.citations if (row := known.catalogue.find(each))] for rule in listed}
    most = Counter(maximum_severity(cited[rule.id], rule.proof, known) for rule in listed)
    return words(
        "Rules on documents on {date}: {count}. Of these may fail: {fail}; warn at most: {warn}; advise at most: "
        "{advice}.",
        date=day,
        count=len(listed),
        fail=most[Severity.FAIL],
        warn=most[Severity.WARN],
        advice=most[Severity.ADVICE],
    )


def _heading(title: str) -> str:
    return f"\n## {title}\n"
