"""Asking for changes since a later time gives none that changed before.

Broken: Asking for changes since a time gives older ones too

Who keeps a copy asks for what changed since the last time; a service that does not heed the time sends everything each
time, or the wrong part.

To mend it, give only records whose time of change is not before the start that was asked for.

Shows one list, asked twice with different starts that come from its own records. Does not show that no change is
missing, nor lists whose records do not say when they changed.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.location import Place
from compliance.model.observation import Comparison, Difference, HttpExchange, Narrowing
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def is_of_changes(pair: Comparison) -> bool:
    """Return whether a list was asked with different starts of change."""
    return pair.difference is Difference.START_OF_CHANGE


@rule("TT13-2017.D21", when=is_of_changes)
def changes_since_narrows(pair: Comparison) -> Iterator[Violation | Unknown]:
    narrowing = pair.narrowing
    if narrowing is None:
        yield Unknown("the answers could not be read as lists of known records", at=pair)
        return
    if narrowing.too_old:
        template = "records that changed before the start asked for: {count}"
        yield Violation(template, at=pair, key="old", count=narrowing.too_old)
    if narrowing.is_whole and (count := len(narrowing.added)):
        template = "records that came only with the later start: {count}"
        yield Violation(template, at=pair, key="added", proof=Proof.INDICATIVE, count=count)
    if narrowing.too_old is None:
        yield Unknown("the records do not say when they changed", at=pair)


_READ = Place("openapi.yaml", "/paths/~1changes/get")
_SEEN = HttpExchange("GET", "https://a.example/v1/changes?since=…", 200, _READ, body_size=600)
_STARTS = ("", "2026-11-01T00:00:00+07:00")


def _narrowed(first: str, second: str, too_old: int | None = 0, *, is_whole: bool = True) -> Comparison:
    """Return two looks; one letter is a record."""
    narrowing = Narrowing((tuple(first), tuple(second)), too_old, is_whole)
    return Comparison(Difference.START_OF_CHANGE, _SEEN, _SEEN, _STARTS, narrowing)


GOOD = [_narrowed("abcd", "cd"), _narrowed("abcd", ""), _narrowed("abcd", "cdef", is_whole=False)]
BAD = {
    "records that changed before the start asked for: 2": _narrowed("abcd", "abcd", 2),
    "records that came only with the later start: 1": _narrowed("abcd", "cde"),
}
UNKNOWN = [Comparison(Difference.START_OF_CHANGE, _SEEN, _SEEN, _STARTS), _narrowed("abcd", "cd", None)]
IRRELEVANT = [Comparison(Difference.ENCODING, _SEEN, _SEEN, ("", "gzip"))]
