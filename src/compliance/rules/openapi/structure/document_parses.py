"""A document is one well-formed JSON or YAML file.

Broken: The file cannot be read in one way only

Programs of other agencies read the document with tools of their own. A key given twice, a tag that builds objects
or a fault of syntax is read differently by different tools, or not at all.

To mend it, correct the line that is named; save a file of another encoding as UTF-8.

Shows that the file can be read in one way only. Does not show that what it says is right.
"""

from collections.abc import Iterator

from compliance.model.location import Location
from compliance.model.rule import rule
from compliance.model.source import SourceText
from compliance.model.violation import Violation


@rule("ND224-2026.D23.K3.C", "GP.OAS")
def document_parses(source: SourceText) -> Iterator[Violation]:
    for defect in source.defects:
        at = Location(source.uri, defect.pointer, defect.line, defect.column)
        yield Violation(defect.message, at=at)


GOOD = ["openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\npaths: {}\n"]
BAD = {
    "the key paths is given twice in one mapping; the last one counts here": """
        openapi: 3.1.0
        info: {title: Tra cứu, version: 1.0.0}
        paths: {}
        paths: {/households: {}}  # <-
        """,
    "the file holds more than one YAML document, one was expected": """
        openapi: 3.1.0
        paths: {}
        ---  # <-
        openapi: 3.1.0
        """,
    "the tag tag:yaml.org,2002:python/object:os.system asks a reader to build an object; it was read as plain data": """
        openapi: 3.1.0
        x-run: !!python/object:os.system {}  # <-
        paths: {}
        """,
    "not YAML: inside brackets a comma or ] is expected here": "openapi: 3.1.0\npaths: [a }  # <-\n",
    "not JSON: a value is expected here": '{"openapi": "3.1.0", "paths": }',
    "not JSON: a number that JSON does not have": '{"openapi": "3.1.0", "paths": {}, "x-limit": NaN}',
    "the file is not UTF-8 text": b"openapi: 3.1.0\ninfo: {title: \xd0\xe2}\npaths: {}\n",
}
