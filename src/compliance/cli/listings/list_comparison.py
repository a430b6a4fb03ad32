"""Two official lists beside each other."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from compliance.actions.compare_lists import compare_lists
from compliance.cli.tables import print_json, print_table
from compliance.locale import Translator
from compliance.model.list_comparison import ComparedList, Fate, ListChange, ListComparison
from compliance.model.text import Text
from compliance.report import labels

_UNKNOWN = "-"


def write(options: Namespace, words: Translator) -> int:
    """Tell what became of the platforms of a list; returns the exit status."""
    found = compare_lists(options.earlier, options.later)
    if options.format == "json":
        sums = {"of_earlier": found.of_earlier, "of_later": found.of_later}
        print_json({"schema": "compliance-lists/1", **asdict(found), **sums})
        return 0
    headings = (words("Change"), words("Earlier"), words("Later"), words("Platform"), words("Owner"), words("Why"))
    print_table(headings, list(_rows(found, words)), "\n".join(_sums(found, words)))
    return 0


def _rows(found: ListComparison, words: Translator) -> Iterator[tuple[str, ...]]:
    names = _names(words)
    for change in found.changes:
        yield names[change.fate], *_row(change, words)


def _row(change: ListChange, words: Translator) -> tuple[str, ...]:
    entries = [entry for entry in (change.earlier, change.later) if entry is not None]
    basis = words.text(change.basis) if change.basis is not None else _UNKNOWN
    if change.fate is Fate.UNCERTAIN and change.sureness is not None:
        basis = words("{basis} (confidence: {confidence})", basis=basis, confidence=_confidence(change, words))
    return (
        (change.earlier.place or _UNKNOWN) if change.earlier else _UNKNOWN,
        (change.later.place or _UNKNOWN) if change.later else _UNKNOWN,
        _arrow([entry.name for entry in entries], words),
        _arrow([entry.owner for entry in entries], words),
        basis,
    )


def _arrow(texts: list[Text], words: Translator) -> str:
    """Return what both lists have, or what the earlier and the later one have."""
    return " → ".join(dict.fromkeys(words.text(text) for text in texts))


def _confidence(change: ListChange, words: Translator) -> str:
    return {"low": words("low"), "medium": words("medium"), "high": words("high")}[str(change.sureness)]


def _sums(found: ListComparison, words: Translator) -> Iterator[str]:
    yield words(
        "Of the {count} of {list}: {sums}.",
        count=found.earlier.named,
        list=_named(found.earlier, words),
        sums=_counts(found.of_earlier, words),
    )
    yield words(
        "Of the {count} of {list}: {sums}.",
        count=found.later.named,
        list=_named(found.later, words),
        sums=_counts(found.of_later, words),
    )
    for each in (found.earlier, found.later):
        if each.unnamed:
            template = "{list} announced {size}; {unnamed} of them are not known by name, and nothing is said of these."
            yield words(template, list=_named(each, words), size=each.size or 0, unnamed=each.unnamed)
    if found.of_earlier.get(Fate.UNCERTAIN):
        yield words("What is uncertain is said by no text that was read: records are not to be merged on it.")
    if found.of_earlier.get(Fate.LEFT):
        yield words("That the later list has no entry of a platform is no proof that the platform ended.")


def _named(each: ComparedList, words: Translator) -> str:
    if each.issued is None:
        return each.number
    return words("{number} of {date}", number=each.number, date=labels.day(each.issued, words))


def _counts(counts: Mapping[Fate, int], words: Translator) -> str:
    names = _names(words)
    return ", ".join(f"{names[fate]} {count}" for fate, count in counts.items())


def _names(words: Translator) -> dict[Fate, str]:
    return {
        Fate.SAME: words("the same"),
        Fate.RENAMED: words("renamed"),
        Fate.MOVED: words("moved to another owner"),
        Fate.MERGED: words("merged"),
        Fate.SPLIT: words("split"),
        Fate.UNCERTAIN: words("uncertain"),
        Fate.JOINED: words("joined"),
        Fate.LEFT: words("no entry any more"),
        Fate.UNKNOWN: words("not known"),
    }
