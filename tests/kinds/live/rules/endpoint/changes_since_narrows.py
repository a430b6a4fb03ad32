"""A later start of change gives a part of the list and nothing older.

Broken: A later start of change gives older records

Who fetches the changes of a day must not fetch everything.

To mend it, filter the list by the time of change.

Shows two reads of one list. Does not show that no change is missing.
"""

from collections.abc import Iterator

from compliance.model.observation import Comparison, Difference, HttpExchange, Narrowing
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def is_about_change(comparison: Comparison) -> bool:
    return comparison.difference is Difference.START_OF_CHANGE


@rule("NDX-FUN-04", "TT13-2017.D21", when=is_about_change)
def changes_since_narrows(comparison: Comparison) -> Iterator[Violation | Unknown]:
    narrowing = comparison.narrowing
    if narrowing is None or narrowing.too_old is None:
        yield Unknown("when the records changed is not known", at=comparison)
        return
    if count := len(narrowing.added):
        yield Violation("records that only the later start gave: {count}", at=comparison, count=count)
    if count := narrowing.too_old:
        yield Violation("records that changed before the start: {count}", at=comparison, count=count)


def _since(first: str, second: str, too_old: int | None) -> Comparison:
    reads = (HttpExchange("GET", f"https://a.example/v1/changes?since=2026-{month}", 200) for month in ("01", "06"))
    return Comparison(Difference.START_OF_CHANGE, *reads, narrowing=Narrowing((tuple(first), tuple(second)), too_old))


GOOD = [_since("abc", "bc", 0)]
BAD = {
    "records that only the later start gave: 1": _since("abc", "bd", 0),
    "records that changed before the start: 2": _since("abc", "abc", 2),
}
IRRELEVANT = [Comparison(Difference.ENCODING, *(HttpExchange("GET", "https://a.example", 200),) * 2, ("", "gzip"))]
UNKNOWN = [_since("abc", "bc", None)]
