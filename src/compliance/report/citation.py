"""Legal citations: which instrument, which article, clause and point. What was not recorded is not named."""

from datetime import date

from compliance.locale import Translator
from compliance.model.grades import InstrumentStatus, Obligation
from compliance.model.requirement import Instrument, Locator, Requirement, Standard
from compliance.model.text import Message
from compliance.report.labels import day, grade


def short(requirement: Requirement, words: Translator) -> str:
    """Cite as in a table: `Law 20/2023/QH15, Art. 42(1)(d)`; a standard behind a good practice by name: `RFC 9325`."""
    if requirement.standard is not None:
        return requirement.standard.name
    cited = _located(_numbered(requirement.instrument, words), _abridged_place(requirement.locator, words), words)
    return words("{citation} (own rule, not law)", citation=cited) if requirement.is_own else cited


def full(requirement: Requirement, words: Translator) -> str:
    """Cite as in running text: `Law on E-Transactions 20/2023/QH15, Article 42, clause 1, point d`."""
    if requirement.standard is not None:
        return _titled(requirement.standard, words)
    instrument, place = requirement.instrument, _place(requirement.locator, words)
    title = words.text(instrument.title)
    if instrument.number is None:
        return _located(title, place, words)
    if instrument.kind.title_first:
        return _located(words("{title} {number}", title=title, number=instrument.number), place, words)
    return words("{citation}: {title}", citation=_located(_numbered(instrument, words), place, words), title=title)


def of_instrument(instrument: Instrument, words: Translator) -> str:
    """Cite a whole text as in a table: `Decree 224/2026/NĐ-CP`."""
    return _numbered(instrument, words)


def standing(requirement: Requirement, on: date, words: Translator) -> tuple[str, ...]:
    """Return how well the text is known, whether it is in force on a day, and whether it binds; a phrase each."""
    if requirement.is_own:
        return (words("own rule of an agency, not law"),)
    if requirement.is_good_practice and not requirement.instrument.kind.binds_directly:
        return (_no_law(requirement, words),)
    return (
        grade(requirement.verified, words),
        _force(requirement.instrument, on, words),
        *_binding(requirement, on, words),
        *([words("a statement, no duty")] if requirement.obligation is Obligation.OBSERVED else ()),
    )


def _no_law(requirement: Requirement, words: Translator) -> str:
    if requirement.obligation is Obligation.OBSERVED:
        return words("observed convention, not law")
    # because our own proposals have no text that could have been read
    return words("draft, not law") if requirement.verified else words("good practice, not law")


def _titled(standard: Standard, words: Translator) -> str:
    """Return name and title, unless one says it all: `Semantic Versioning 2.0.0` needs no `Semantic Versioning`."""
    name, title = standard.name, standard.title
    if title.casefold() in name.casefold():
        return name
    if name.casefold() in title.casefold():
        return title
    return words("{name}: {title}", name=name, title=title)


def _numbered(instrument: Instrument, words: Translator) -> str:
    if instrument.number is None:
        return words.text(instrument.title)
    pattern = words.text(instrument.kind.citation)
    return Message.of(pattern, number=instrument.number, title=words.text(instrument.title)).fill()


def _located(instrument: str, place: str, words: Translator) -> str:
    return words("{instrument}, {place}", instrument=instrument, place=place) if place else instrument


def _abridged_place(locator: Locator, words: Translator) -> str:
    article = locator.article
    match (_is_article(article), locator.clause, locator.point):
        case True, str(clause), str(point):
            return words("Art. {article}({clause})({point})", article=article or "", clause=clause, point=point)
        case True, str(clause), None:
            return words("Art. {article}({clause})", article=article or "", clause=clause)
        case True, None, None:
            return words("Art. {article}", article=article or "")
    return _place(locator, words)


def _place(locator: Locator, words: Translator) -> str:
    match [part for part in (_outer(locator.article, words), *_inner(locator, words)) if part]:
        case [first, second, third]:
            return words("{first}, {second}, {third}", first=first, second=second, third=third)
        case [first, second]:
            return words("{first}, {second}", first=first, second=second)
        case parts:
            return "".join(parts)


def _outer(article: str | None, words: Translator) -> str:
    if article is None:
        return ""
    if _is_article(article):
        several = words("Articles {articles}", articles=article)
        return several if "-" in article else words("Article {article}", article=article)
    heading, _, number = article.partition(" ")
    match heading:
        case "Annex":
            return words("Annex {number}", number=number) if number else words("Annex")
        case "Appendix":
            return words("Appendix {number}", number=number)
        case "Part":
            return words("Part {number}", number=number)
        case "Table":
            return words("Table {number}", number=number)
    return words("section {section}", section=article)


def _inner(locator: Locator, words: Translator) -> tuple[str, str]:
    clause, point = locator.clause, locator.point
    return (
        _clause(clause, words, is_in_article=_is_article(locator.article)) if clause else "",
        words("point {point}", point=point) if point else "",
    )


def _clause(clause: str, words: Translator, *, is_in_article: bool) -> str:
    if clause.startswith("step "):
        return words("step {number}", number=clause.removeprefix("step "))
    if not is_in_article:
        return words("section {section}", section=clause)
    return words("clauses {clauses}", clauses=clause) if "-" in clause else words("clause {clause}", clause=clause)


def _is_article(article: str | None) -> bool:
    """Return whether it is a plain number or a range of numbers; `3.16.2.2`, `Annex` and `Appendix III` are none."""
    return article is not None and article.replace("-", "").isdigit()


def _force(instrument: Instrument, on: date, words: Translator) -> str:
    begins, ends = instrument.in_force.start, instrument.in_force.end
    if not instrument.existed(on):
        return words("not yet issued")
    if instrument.is_repealed(on):
        return words("no longer in force from {date}", date=day(ends, words)) if ends else words("repealed")
    if instrument.is_in_force(on):
        return words("in force")
    if instrument.status is InstrumentStatus.UNCERTAIN:
        return words("status uncertain")
    if instrument.status is InstrumentStatus.TRANSITIONAL:
        return words("transitional")
    return words("in force from {date}", date=day(begins, words)) if begins else words("day of effect not known")


def _binding(requirement: Requirement, on: date, words: Translator) -> tuple[str, ...]:
    begins, ends = requirement.applies.start, requirement.applies.end
    if requirement.applies.has_ended(on) and ends:
        return (words("no longer binding from {date}", date=day(ends, words)),)
    if requirement.applies.has_begun(on):
        return ()
    return (words("binding from {date}", date=day(begins, words)) if begins else words("binding date not known"),)
