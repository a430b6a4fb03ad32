"""Vietnamese text is in one form of Unicode, with nothing of older encodings left.

Broken: Text is in another form of Unicode, or shows remains of another encoding

`Nguyễn` can be written in two ways that look alike, and programs take the two for different names. What is left of
TCVN3 or VNI, or was encoded twice, cannot be read at all.

To mend it, save the file as UTF-8 in normalisation form C, and write anew what cannot be read.

Shows the text of the file, without lines that are comments. Does not show what the service sends. Remains of other
encodings are told by frequent words and by bytes that fit together, so that some may be overlooked.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from compliance.model.facts import Facts
from compliance.model.location import Location
from compliance.model.rule import rule
from compliance.model.source import SourceText
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.vietnamese_text._remains import Line, kinds_of, suspicious_lines

MESSAGES: Final[Mapping[str, str]] = {
    "form": "text that is not in Unicode NFC; lines: {count}",
    "replaced": "characters that were lost and became U+FFFD; lines: {count}",
    "twice": "text that was encoded as UTF-8 twice; lines: {count}",
    "tcvn3": "text of the encoding TCVN3 (ABC); lines: {count}",
    "vni": "text of the encoding VNI; lines: {count}",
}


@rule("NDX-STD-08", "GP.UAX15")
def text_is_nfc(source: SourceText, facts: Facts) -> Iterator[Violation | Unknown]:
    if source.layout is None:
        yield Unknown("the file could not be parsed, so its text was not looked at", at=source)
        return
    content = with_plain_line_ends(source.content)
    found: dict[str, list[Line]] = {}
    for line in suspicious_lines(content, facts.legacy_text):
        for kind in kinds_of(line.text, facts.legacy_text):
            found.setdefault(kind, []).append(line)
    for kind, where in found.items():
        at = Location(source.uri, "", content.count(b"\n", 0, where[0].start) + 1, 1)
        yield Violation(MESSAGES[kind], at=at, key=kind, count=len(where))


def with_plain_line_ends(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in content else content


_HEAD = "openapi: 3.1.0\npaths: {}\n"
GOOD = [
    _HEAD + "info: {title: Tra cứu hộ tịch của H’Hen Niê ở Đắk Lắk, description: «voilà» Â «ÂÃ» señor}\n",
    '{"openapi": "3.1.0", "paths": {}, "x-a": "Nguy\\u1ec5n", "x-pattern": "^[a-z\\\\u0300-\\\\u036f]$"}',
    _HEAD + "x-pattern: '^[a\\u0300]$'\n",
]
BAD = {
    "text that is not in Unicode NFC; lines: 2": (
        '{"openapi": "3.1.0", "paths": {},\n"x-a": "Nguye\\u0302\\u0303n",\n"x-b": "Tra cu\\u031b\\u0301u"}'
    ),
    "text that is not in Unicode NFC; lines: 1": '{"openapi": "3.1.0", "paths": {}, "x-a": "Nguye\\u0302\\u0303n"}',
    "characters that were lost and became U+FFFD; lines: 1": _HEAD + "info: {title: Tra c\ufffdu}  # <-\n",
    "text that was encoded as UTF-8 twice; lines: 1": _HEAD + "info: {title: Nguyá»…n, version: 1.0.0}  # <-\n",
    "text of the encoding TCVN3 (ABC); lines: 1": _HEAD + "info: {title: Hä tªn NguyÔn, version: 1.0.0}  # <-\n",
    "text of the encoding VNI; lines: 1": _HEAD + "info: {title: Ngöôøi daân Nguyeãn, version: 1.0.0}  # <-\n",
}
UNKNOWN = ["openapi: 3.1.0\npaths: [\n", b"openapi: 3.1.0\ninfo: {title: \xd0\xe2}\npaths: {}\n"]
