"""The manual page of a rule of a ruleset, in Markdown, which reads well on a terminal too."""

from collections.abc import Iterator

from compliance.locale import Translator
from compliance.model.manual import RulesetPage
from compliance.report import ruleset_words
from compliance.report.sanitise import one_line


def ruleset_text(page: RulesetPage, words: Translator) -> str:
    """Write what a rule of a ruleset looks at and asks, in the words of its author, and that it is no law."""
    return "\n".join(map(one_line, _lines(page, words))).strip() + "\n"


def _lines(page: RulesetPage, words: Translator) -> Iterator[str]:
    rule = page.rule
    yield from (f"# {rule.id}", "", ruleset_words.heading(rule, words))
    yield from ("", ruleset_words.norm(rule, words), "", words("It stands in {place}.", place=str(page.at)))
    if not page.is_on:
        yield from ("", words("It is off in documents for which no override turns it on."))
    if page.formats:
        formats = ", ".join(page.formats)
        yield from ("", words("It is for documents of the formats {formats}.", formats=formats))
    yield from _how(page, words)
    if page.message is not None:
        said = words("What a finding says")
        yield from ("", f"## {said}", "", page.message)


def _how(page: RulesetPage, words: Translator) -> Iterator[str]:
    if page.judged_by:
        yield from ("", words("It is judged by rules of this tool: {rules}.", rules=", ".join(page.judged_by)))
        return
    if not page.given:
        yield from ("", words("It has no counterpart here, and nothing is looked at."))
        return
    where, what = words("Where it looks"), words("What is asked there")
    yield from ("", f"## {where}", "", *(f"- `{path}`" for path in page.given))
    yield from ("", f"## {what}", "")
    for function, field, options in page.asked:
        yield " ".join(
            filter(None, (f"- `{function}`", f"`{field}`" if field else "", f"`{options}`" if options else ""))
        )
