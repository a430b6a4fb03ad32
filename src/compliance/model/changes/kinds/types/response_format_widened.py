"""A value that is received is no longer of its format, or of another one.

Programs that read the former one fail on the new one.

To avoid it, go on sending the former form, or give the new one a name of its own.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered
from compliance.model.changes.formats import broken_formats, is_known
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def response_format_widened(pair: ValuePair) -> Iterator[Difference]:
    for name in broken_formats(pair):
        if is_known(name):
            old, new = ", ".join(sorted(pair.older.formats)) or "-", ", ".join(sorted(pair.newer.formats)) or "-"
            template = "{operation} sends {name} in the format {new}, before it was {old}"
            yield Difference(template, old=old, new=new, between=pair.places("format"))
            return


FOUND = {
    "GET /ho sends ngay in the format -, before it was date-time": Versions(
        answered("properties: {ngay: {type: string, format: date-time}}"),
        answered("properties: {ngay: {type: string}}"),
    ),
    "GET /ho sends so in the format int64, before it was int32": Versions(
        answered("properties: {so: {type: integer, format: int32}}"),
        answered("properties: {so: {type: integer, format: int64}}"),
    ),
}
HARMLESS = [
    Versions(answered("type: string"), answered("type: string, format: date")),
    Versions(answered("type: number, format: double"), answered("type: number")),
]
