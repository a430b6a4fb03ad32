"""A description in XML is one well-formed file.

Broken: The file is not well-formed XML

Programs of other agencies make their client from the file. A fault of syntax keeps each of them from it.

To mend it, correct the line that is named.

Shows that the file can be read. Does not show that what it says is right.
"""

from collections.abc import Iterator

from compliance.model.derived.xml_text import XmlText
from compliance.model.location import Location
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("ND224-2026.D23.K3.C", "GP.XML")
def document_parses(text: XmlText) -> Iterator[Violation]:
    for defect in text.source.defects:
        yield Violation(defect.message, at=Location(text.source.uri, "", defect.line, defect.column))


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="http://schemas.xmlsoap.org/wsdl/">\n'
GOOD = [_HEAD + "</definitions>\n", (_HEAD + "</definitions>\n").replace("UTF-8", "UTF-16").encode("utf-16")]
BAD = {
    "not XML: an end tag stands here that closes no element": _HEAD + "<types></definitions> <!-- # <-\n-->\n",
    "not XML: the text ends before its elements do": (_HEAD + "<types/>\n").encode(),
    "not XML: a prefix is used that nobody declares": _HEAD + "<xs:a/> <!-- # <-\n--></definitions>\n",
    "not XML: an attribute is given twice": _HEAD + "<types a='1' a='2'/> <!-- # <-\n--></definitions>\n",
    "not XML: an entity is used that nobody declares": _HEAD + "<types a='&x;'/> <!-- # <-\n--></definitions>\n",
    "not XML: something follows the end of the document": _HEAD + "</definitions>\n<types/> <!-- # <-\n-->\n",
    "not XML: the encoding that it names is not known": (_HEAD + "</definitions>\n")
    .replace("UTF-8", "TCVN-9")
    .encode(),
    "not XML: a character stands here that is not allowed": (_HEAD + "\xe0</definitions>\n").encode("latin-1"),
}
