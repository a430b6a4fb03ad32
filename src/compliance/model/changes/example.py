"""Small documents for the examples of kinds of change: what stands where a reader looks is given, the rest is made."""

from typing import Final

HEAD: Final = "openapi: 3.1.0\ninfo: {title: Hộ kinh doanh, version: 1.0.0}\n"


def offered(paths: str, further: str = "") -> str:
    """Return a document with these paths: `/ho: {get: {}}`."""
    return f"{HEAD}paths: {{{paths}}}\n{further}"


def called(operation: str, further: str = "") -> str:
    """Return a document whose one operation, GET /ho, has these members."""
    return offered(f"/ho: {{get: {{{operation}}}}}", further)


def asked(*parameters: str) -> str:
    """Return a document whose one operation, GET /ho, has these parameters: `name: loai, in: query`."""
    return called(f"parameters: [{', '.join(f'{{{each}}}' for each in parameters)}]")


def sent(schema: str, further: str = "") -> str:
    """Return a document in which POST /ho is sent JSON of this schema."""
    body = f"content: {{application/json: {{schema: {{{schema}}}}}}}"
    return offered(f"/ho: {{post: {{requestBody: {{{body}}}}}}}", further)


def answered(schema: str, further: str = "") -> str:
    """Return a document in which GET /ho answers with JSON of this schema."""
    content = f"content: {{application/json: {{schema: {{{schema}}}}}}}"
    return called(f"responses: {{'200': {{{content}}}}}", further)
