"""The registry of the national lists as data that others may take over."""

from compliance.actions._official_lists import official_list
from compliance.actions.errors import UsageError
from compliance.actions.extras import needs_extra
from compliance.loading.registry import registry
from compliance.locale import Translator
from compliance.locale import words as words_of
from compliance.model.language import Language
from compliance.model.text import Message
from compliance.report.registry import named, names


def export_platforms(form: str, *, listed: str | None = None, language: Language = "vi") -> str | bytes:
    """Return the registry as `csv`, `dcat-ap` (DCAT-AP 3 in JSON-LD) or `xlsx`, which gives bytes.

    `listed` is the year, number or id of a list, whose platforms are given in its order; None for all by slug. The CSV
    begins with a byte order mark, so that Excel shows Vietnamese. Headings of the workbook are in `language`.

        Path("registry.jsonld").write_text(compliance.export_platforms("dcat-ap", listed="2026"), "utf-8")

    Raises:
        UsageError: there is no such form or list, or the library for the form is not installed.
    """
    return write_platforms(form, listed, words_of(language))


def write_platforms(form: str, listed: str | None, words: Translator) -> str | bytes:
    """Return the same for a door that has a translator."""
    if form not in names():
        known = ", ".join(names())
        raise UsageError(
            Message.of("the registry is not written as {format}; known: {known}", format=form, known=known)
        )
    tree = official_list(listed) if listed is not None else None
    if tree is not None and not tree["members"]:
        raise UsageError(Message.of("of the list {id} no platform is known by name", id=str(listed)))
    with needs_extra():
        writer = named(form)
    return writer.write(registry(tree), words)
