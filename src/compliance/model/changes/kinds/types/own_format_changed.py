"""A value has to be of a format, or no longer is, that no standard describes.

What is meant by it only its owner knows.

To avoid it, say in a `pattern` what is meant, and keep it.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import sent
from compliance.model.changes.formats import broken_formats, is_known
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.example import Versions


@change(Level.WARNING)
def own_format_changed(pair: ValuePair) -> Iterator[Difference]:
    for name in broken_formats(pair):
        if not is_known(name):
            old, new = ", ".join(sorted(pair.older.formats)) or "-", ", ".join(sorted(pair.newer.formats)) or "-"
            template = "the format of {name} in {operation} is {new}, before it was {old}"
            yield Difference(template, old=old, new=new, between=pair.places("format"))
            return


FOUND = {
    "the format of so in POST /ho is dien-thoai, before it was -": Versions(
        sent("properties: {so: {type: string}}"), sent("properties: {so: {type: string, format: dien-thoai}}")
    )
}
HARMLESS = [Versions(sent("type: string, format: dien-thoai"), sent("type: string"))]
