"""A media type that was stated without parameters is stated with some only.

Programs that name it without them may be refused, or meet a version that they do not know.

To avoid it, go on stating the media type without parameters, too.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import MediaTypePair
from compliance.model.example import Versions


@change(Level.WARNING)
def media_type_parameters_added(pair: MediaTypePair) -> Iterator[Difference]:
    if pair.asks_for:
        yield Difference("{name} of {operation} is {new} now", new=pair.asks_for[:100])


def _body(*media_types: str) -> str:
    return called(f"requestBody: {{content: {{{', '.join(f'{name}: {{}}' for name in media_types)}}}}}")


FOUND = {
    "application/json of GET /ho is application/json; version=2 now": Versions(
        _body("application/json"), _body("application/json; version=2")
    )
}
HARMLESS = [
    Versions(_body("application/json"), _body("application/json; charset=utf-8")),
    Versions(_body("application/json; version=2"), _body('application/json;Version="2"')),
    Versions(_body("application/json"), _body("application/json; version=2", "application/json")),
    Versions(_body("application/json; version=2"), _body("application/json")),
]
