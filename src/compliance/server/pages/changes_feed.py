"""What changed with the last runs as a feed, for programs that ask now and then."""

from typing import Final

from starlette.responses import Response

from compliance.server import atom
from compliance.server.access.identity import Action
from compliance.server.feed_entries import RUNS, entries
from compliance.server.tags import tagged
from compliance.server.visit import Visit

PATH: Final = "/changes.atom"
NEEDS: Final = Action.SEE_RUNS


def show(visit: Visit) -> Response:
    url, words = visit.request.url, visit.words
    address = f"{url.scheme}://{url.netloc}"
    found = entries(visit, address)
    feed = atom.Feed(
        address=f"{address}/{words.language}{PATH}",
        page=f"{address}/{words.language}/",
        language=words.language,
        title=words("What changed"),
        subtitle=words("The last runs, at most {count}: what changed with each, and at which platforms.", count=RUNS),
        author=words("Connection of platforms"),
        entries=found,
    )
    answer = Response(atom.written(feed), media_type=atom.MEDIA_TYPE)
    return tagged(answer, visit.request, max((entry.updated for entry in found), default=None))
