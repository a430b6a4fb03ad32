"""The reader's words for a comparison."""

from compliance.model.changes.change import Level
from compliance.model.changes.discovery import all_kinds
from compliance.model.changes.kind import Kind
from compliance.model.comparison import Comparison
from compliance.model.text import Message


def level(value: Level) -> Message:
    """Return the word for a level."""
    return {
        Level.BREAKING: Message.of("breaking"),
        Level.WARNING: Message.of("possibly breaking"),
        Level.HARMLESS: Message.of("harmless"),
    }[value]


def kinds() -> dict[str, Kind]:
    """Return the kinds of change by name."""
    return {kind.id: kind for kind in all_kinds()}


def claim(comparison: Comparison) -> Message:
    """Return the most that may be said of the whole."""
    words = {each.value: comparison.count(each) for each in Level}
    if comparison.not_compared:
        template = (
            "Changes that break programs: {breaking}; that may: {warning}; harmless ones: {harmless}; what could not "
            "be compared, and may hide others: {unseen}"
        )
        return Message.of(template, **words, unseen=len(comparison.not_compared))
    if comparison.is_breaking:
        template = "Changes that break programs: {breaking}; that may: {warning}; harmless ones: {harmless}"
        return Message.of(template, **words)
    template = "No change was found that breaks programs; that may: {warning}; harmless ones: {harmless}"
    return Message.of(template, warning=words["warning"], harmless=words["harmless"])


def heading(comparison: Comparison) -> Message:
    """Return the title over a comparison."""
    older, newer = comparison.older, comparison.newer
    words = {"older": older.uri, "newer": newer.uri, "one": older.version or "?", "other": newer.version or "?"}
    return Message.of("From {older} ({one}) to {newer} ({other})", **words)
