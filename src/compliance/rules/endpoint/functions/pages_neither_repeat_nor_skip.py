"""Walking the pages of a list twice gives each record once.

Broken: Reading a list page by page repeats or skips records

Who fetches a list page by page trusts that the pages add up to the list; a record that comes twice is counted twice,
and nobody misses one that is skipped.

To mend it, sort the list by a key that does not change, or page it by a cursor.

Shows two walks in a row through lists that need no credentials, apart from records that changed meanwhile. Does not
show that nothing is missing from both walks, nor how lists behind a login are paged.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.location import Place
from compliance.model.observation import Limit, Pages, PageWalk
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


@rule("TT13-2017.D21", proof=Proof.INDICATIVE)
def pages_neither_repeat_nor_skip(walk: PageWalk) -> Iterator[Violation | Unknown]:
    if not walk.knows_its_records:
        yield Unknown(
            "what identifies a record of the list is not known, so that its pages cannot be compared", at=walk
        )
        return
    if count := len(walk.repeated()):
        yield Violation("records that came more than once in one walk: {count}", at=walk, key="repeat", count=count)
    if count := len(walk.skipped()):
        yield Violation("records that came in one walk and not in the other: {count}", at=walk, key="skip", count=count)


_URL = "https://a.example/v1/households"
_READ = Place("openapi.yaml", "/paths/~1households/get")
_FIRST = Pages("abc", "def")  # one letter a record
GOOD = [
    PageWalk(_URL, (_FIRST, _FIRST), _READ),
    PageWalk(_URL, (_FIRST, Pages("abc", "deg")), changed=frozenset("fg")),
    PageWalk(_URL, (Pages("abc", "cde"), Pages("abc", "cde")), totals=(5, 6)),
    PageWalk(_URL, (Pages("abc", "de"), _FIRST)),
    PageWalk(_URL, (_FIRST, Pages("gab", "cde")), stopped_by=Limit.PAGES),
]
BAD = {
    "records that came more than once in one walk: 1": PageWalk(_URL, (Pages("abc", "cde"), Pages("abc", "de"))),
    "records that came in one walk and not in the other: 1": PageWalk(_URL, (_FIRST, Pages("abc", "de"))),
}
UNKNOWN = [PageWalk(_URL, (), knows_its_records=False)]
