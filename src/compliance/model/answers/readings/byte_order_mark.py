"""A byte order mark before a JSON text (RFC 8259, section 8.1)."""

from codecs import BOM_UTF8
from collections.abc import Iterator

from compliance.model.answers.answered import Answered
from compliance.model.observation.content import Remark


def concerns(answered: Answered) -> bool:
    """Return whether there is a body that is called JSON."""
    return bool(answered.body) and answered.is_json


def read(answered: Answered) -> Iterator[Remark]:
    """Yield `mark` where the body begins with the mark in UTF-8; in another encoding, that one is the fault."""
    if answered.body.startswith(BOM_UTF8):
        yield Remark("mark")
