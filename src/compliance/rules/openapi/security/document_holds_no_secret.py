"""The text of a document holds no secret that works.

Broken: The document holds what looks like a secret that works

A document is copied to catalogues, portals and the tools of other agencies; whoever reads it can use what it holds.

To mend it, have a new key or token issued, take the old one out of use, and write in its place a word such as `VIDU`.

Shows that no private key, no signed token of the last or next three years, no key of some cloud services and no address
with a password stands in the file, comments included. Does not show that it holds no other password: those look like
other words. The value is never repeated in a report.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.location import Location
from compliance.model.pattern import late
from compliance.model.rule import rule
from compliance.model.secrets import SecretKind, suspicion
from compliance.model.source import SourceText
from compliance.model.violation import Violation

BEGINNINGS: Final = (b"-----BEGIN ", b"eyJ", b"AKIA", b"AIza", b"ghp_", b"glpat-", b"sk_live_")
"""Letters with which secrets begin that have a form of their own: these are found at once in a file of megabytes."""
WHOLE: Final = late(rb"-----BEGIN .{0,20000}?-----END|[\w.=+/-]{1,14000}", re.DOTALL)
SCHEME: Final = late(rb"[A-Za-z][A-Za-z0-9+.-]*\Z")
USER: Final = late(rb"[^\s/@:]{1,100}:[^\s/@]{4,200}@")
INSIDE: Final = late(rb"[\w.-]")


def starts(content: bytes, beginning: bytes) -> Iterator[int]:
    """Yield where a word begins like that."""
    start = content.find(beginning)
    while start >= 0:
        if not INSIDE.match(content[max(start - 1, 0) : start]):
            yield start
        start = content.find(beginning, start + 1)


def addresses_with_a_password(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield where an address begins that names a user and a password, and where these end (RFC 3986, 3.2.1)."""
    middle = content.find(b"://")
    while middle >= 0:
        if (user := USER.match(content, middle + 3)) is not None:
            scheme = SCHEME.search(content, max(middle - 20, 0), middle)
            yield scheme.start() if scheme is not None else middle, user.end()
        middle = content.find(b"://", middle + 3)


def secrets_in(content: bytes, day: date) -> Iterator[tuple[SecretKind, int]]:
    """Yield the kind of each secret and the byte at which it begins; `day` is that of the audit."""
    for start in (start for beginning in BEGINNINGS for start in starts(content, beginning)):
        found = WHOLE.match(content, start)
        text = found[0].decode("utf-8", errors="replace").replace("\\n", "\n") if found else ""
        if (kind := suspicion(text, day)) is not None:
            yield kind, start
    for start, end in addresses_with_a_password(content):
        if (kind := suspicion(content[start:end].decode("utf-8", errors="replace"), day)) is not None:
            yield kind, start


def location(source: SourceText, offset: int) -> Location:
    """Return line and column of a byte."""
    before = source.content[:offset]
    lines = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
    last = before[max(before.rfind(b"\n"), before.rfind(b"\r")) + 1 :]
    return Location(source.uri, "", lines + 1, len(last.decode("utf-8", errors="replace")) + 1)


@rule("L20-2023.D42.K1.D", "NDX-SEC-01", proof=Proof.INDICATIVE)
def document_holds_no_secret(source: SourceText, facts: Facts) -> Iterator[Violation]:
    for kind, offset in secrets_in(source.content, facts.as_of):
        template = "here stands {kind}; have a new one issued and take this one out of use"
        yield Violation(template, at=location(source, offset), key=kind.value, kind=kind)


_HEAD = "openapi: 3.1.0\npaths: {}\n"
_SIGNATURE = "Zk3Vq0tWc8LpY1Rb6NsXj2HgUe7MaDo4FiKxTzJvQ9w"
_KEY = "MC4CAQAwBQYDK2VwBCIEIJ5cT0r2bq8WfXnV7Lk1ZyPa3GdHsEiUoMxRt6BjNw9Q"
_GIVEN = "eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjE3OTUwMDAwMDB9."  # iat: 1795000000, in November 2026
GOOD = [
    _HEAD + f"x-a: {_GIVEN}VIDU\nx-b: AKIAIOSFODNN7EXAMPLE\n",
    _HEAD + f"x-a: eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjE1MTYyMzkwMjJ9.{_SIGNATURE}\n",
    _HEAD
    + "x-key: '-----BEGIN PRIVATE KEY-----xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-----END PRIVATE KEY-----'\n",
    _HEAD + "servers: [{url: 'https://user:password@a.gov.vn'}, {url: 'https://a.gov.vn:8443/a@b'}]\n",
    _HEAD + "x-hash: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n",
]
BAD = {
    "here stands a signed token; have a new one issued and take this one out of use": _HEAD
    + f"x-token: Bearer {_GIVEN}{_SIGNATURE}  # <-\n",
    "here stands a private key; have a new one issued and take this one out of use": _HEAD
    + f'x-key: "-----BEGIN PRIVATE KEY-----\\n{_KEY}\\n-----END PRIVATE KEY-----"  # <-\n',
    "here stands an address with a password; have a new one issued and take this one out of use": _HEAD
    + "servers: [{url: 'https://he-thong:N7xkP2q9Lw@a.gov.vn'}]  # <-\n",
    "here stands a key of a cloud service; have a new one issued and take this one out of use": _HEAD
    + f"# {'AKIA'}Z3QX7VN2KJ5WB4TL  # <-\n",
}
