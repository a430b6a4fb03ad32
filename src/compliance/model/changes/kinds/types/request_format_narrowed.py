"""A value that is sent has to be of a format, or of another one.

Programs that send what was accepted are refused.

To avoid it, go on accepting the former form.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import sent
from compliance.model.changes.formats import broken_formats, is_known
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def request_format_narrowed(pair: ValuePair) -> Iterator[Difference]:
    for name in broken_formats(pair):
        if is_known(name):
            old, new = ", ".join(sorted(pair.older.formats)) or "-", ", ".join(sorted(pair.newer.formats)) or "-"
            template = "{operation} accepts {name} in the format {new}, before it was {old}"
            yield Difference(template, old=old, new=new, between=pair.places("format"))
            return


FOUND = {
    "POST /ho accepts ngay in the format date-time, before it was date": Versions(
        sent("properties: {ngay: {type: string, format: date}}"),
        sent("properties: {ngay: {type: string, format: date-time}}"),
    ),
    "POST /ho accepts ma in the format uuid, before it was -": Versions(
        sent("properties: {ma: {type: string}}"), sent("properties: {ma: {type: string, format: uuid}}")
    ),
}
HARMLESS = [
    Versions(sent("type: string, format: date"), sent("type: string")),
    Versions(sent("type: integer, format: int32"), sent("type: integer, format: int64")),
    Versions(sent("type: integer"), sent("type: integer, format: int64")),
]
