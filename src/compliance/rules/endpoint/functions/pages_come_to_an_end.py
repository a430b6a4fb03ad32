"""Walking the pages of a list comes to an end.

Broken: Reading a list page by page never ends

A program that follows the pages as documented asks again and again, and both sides carry the load.

To mend it, let the last page name no next one, and keep the total that a list states.

Shows two walks of at most ten pages: one that is led back to a page it has read never ends, and more records than the
list states cannot all be of it. Does not show that a longer list ends: that is then not observed.
"""

from collections.abc import Iterator

from compliance.model.location import Place
from compliance.model.observation import Limit, Pages, PageWalk
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


@rule("TT13-2017.D21", "NDX-OPS-08")
def pages_come_to_an_end(walk: PageWalk) -> Iterator[Violation | Unknown]:
    read = max((sum(map(len, pages.pages)) for pages in walk.walks), default=0)
    if walk.stopped_by is Limit.LOOP:
        yield Violation("the next page is one that was read before, so that the walk never ends", at=walk, key="loop")
    elif walk.totals and read > max(walk.totals) and walk.stopped_by is not None:
        template = "the pages gave {read} records and go on, the list states {total}"
        yield Violation(template, at=walk, key="total", read=read, total=max(walk.totals))
    elif walk.stopped_by is not None and not walk.totals:
        yield Unknown("the list goes on behind the pages that were read, and does not state its total", at=walk)


_URL = "https://a.example/v1/households"
_READ = Place("openapi.yaml", "/paths/~1households/get")
GOOD = [
    PageWalk(_URL, (Pages("abc", "d"), Pages("abc", "d")), _READ),
    PageWalk(_URL, (Pages("abc", "def"),), totals=(90,), stopped_by=Limit.PAGES),
]
BAD = {
    "the next page is one that was read before, so that the walk never ends": PageWalk(
        _URL, (Pages("abc", "def"),), stopped_by=Limit.LOOP
    ),
    "the pages gave 6 records and go on, the list states 4": PageWalk(
        _URL, (Pages("abc", "def"),), totals=(4,), stopped_by=Limit.PAGES
    ),
}
UNKNOWN = [PageWalk(_URL, (Pages("abc", "def"),), stopped_by=Limit.PAGES)]
