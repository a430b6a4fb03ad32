"""Places to locations: line and column in the file the reader has."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from compliance.loading.positions import positions
from compliance.model.location import Location, Place
from compliance.model.source import SourceText


def locate(sources: Iterable[SourceText], places: Iterable[Place]) -> Mapping[Place, Location]:
    """Line and column of each place that stands in a source; the others keep their pointer only."""
    contents = {source.uri: source.content for source in sources}
    wanted: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        wanted[place.uri].append(place)
    found: dict[Place, Location] = {}
    for uri, asked in wanted.items():
        known = positions(contents[uri], [place.pointer for place in asked]) if uri in contents else {}
        for place in asked:
            line, column = known.get(place.pointer, (None, None))
            found[place] = Location(uri, place.pointer, line, column)
    return found
