"""The manual page of a kind of change, in Markdown, which reads well on a terminal too."""

from collections.abc import Iterator

from compliance.locale import Translator
from compliance.model.changes.change import Level
from compliance.model.example import Versions
from compliance.model.manual import KindPage
from compliance.report.comparison import _words


def kind_text(page: KindPage, words: Translator) -> str:
    """Write what a kind of change does to programs, how it is avoided, and the pairs that show it."""
    return "\n".join(_lines(page, words)).strip() + "\n"


def _lines(page: KindPage, words: Translator) -> Iterator[str]:
    kind = page.kind
    yield f"# {kind.id}"
    yield from ("", f"{words(page.heading)} · {words.message(_words.level(kind.level))}")
    for paragraph in (kind.title, *kind.explanation):
        yield from ("", words(paragraph))
    if kind.remedy:
        yield from ("", f"→ {words(kind.remedy)}")
    for messages, example in page.found:
        title = words("Found: {message}", message="; ".join(map(words.message, messages)))
        yield from ("", f"## {title}", "", *_pair(example, words))
    for example in kind.harmless:
        title = words("Harmless") if kind.level is not Level.HARMLESS else words("Not this kind")
        yield from ("", f"## {title}", "", *_pair(example, words))


def _pair(example: Versions, words: Translator) -> Iterator[str]:
    for title, text in ((words("older"), example.older), (words("newer"), example.newer)):
        yield f"    # {title}"
        yield from (f"    {line}" for line in text.splitlines())
