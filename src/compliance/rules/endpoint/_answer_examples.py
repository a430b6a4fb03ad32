"""Answers as examples of rules show them: one operation, and what was read of its answer."""

from typing import Any, Final

from compliance.model.example import Platform
from compliance.model.location import Place
from compliance.model.observation import HttpExchange
from compliance.model.observation.content import BodyContent, Reading, Remark
from compliance.model.text import Message


def kept(*remarks: Remark, by: str = "contract", undecided: Message | None = None) -> BodyContent:
    """Return what is kept of an answer in which this was read, for examples."""
    return BodyContent((Reading(by, remarks, undecided),))


URL: Final = "https://a.example/v1/households"
READ: Final = Place("openapi.yaml", "/paths/~1households/get")
RECORD: Final = (
    "slug: a\nowner: {code: G12}\nservices: [{id: s, base_url: 'https://a.example/v1', document: openapi.yaml}]\n"
)
_HEAD: Final = "openapi: 3.1.0\npaths: {/households: {get: {responses: {'200': {"
SCHEMA: Final = "content: {application/json: {schema: {type: object}}}"


def files(answer: str = SCHEMA) -> dict[str, str]:
    """Return the document of the examples with what it says of the answer 200."""
    return {"openapi.yaml": f"{_HEAD}{answer}}}}}}}}}}}\n"}


def answered(status: int | None = 200, *remarks: Remark, **fields: Any) -> HttpExchange:
    """Return an answer of the one operation of the examples."""
    usual = {"url": URL, "media_type": "application/json", "body_size": 52, "content": kept(*remarks)}
    return HttpExchange("GET", status=status, operation=READ, **{**usual, **fields})


def seen(by: str, *remarks: Remark, answer: str = SCHEMA, record: str = RECORD, **fields: Any) -> Platform:
    """Return a platform of which one answer was read in this way."""
    return Platform(record, files(answer), (answered(**{"content": kept(*remarks, by=by), **fields}),))
