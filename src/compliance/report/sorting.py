"""The order in which platforms are listed: by owner, then by name, as the reader's language sorts them."""

from collections.abc import Sequence

from compliance.locale import Translator
from compliance.model.codelist import plain
from compliance.model.verdict import SubjectReport
from compliance.report import labels


def ordered(platforms: Sequence[SubjectReport], words: Translator) -> list[SubjectReport]:
    """Sort by owner, then by name; platforms without a known owner come last."""

    def key(subject: SubjectReport) -> tuple[bool, tuple[str, str], str, tuple[str, str], str]:
        is_orphan = not (subject.owner_vi or subject.owner_en or subject.owner_code)
        owner, name = labels.owner(subject, words), labels.name(subject, words)
        return is_orphan, _collated(owner), subject.owner_code or "", _collated(name), subject.id

    return sorted(platforms, key=key)


def _collated(text: str) -> tuple[str, str]:
    """Return a key that sorts Vietnamese among its unmarked letters: Đ beside D, not behind Z."""
    return plain(text).casefold(), text
