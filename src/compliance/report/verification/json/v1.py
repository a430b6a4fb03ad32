"""The shape of a verification as JSON, written down once: the writer fills it, the published schema is made from it.

Fields stand in the order in which they are written. Text for people is in the language of the report. Moments are
written as RFC 3339 has them.
"""

from typing import Any, Final, Literal

from compliance.model.dataclass import dataclass
from compliance.model.language import Language
from compliance.model.verification import Part, StampStanding, Standing
from compliance.report.json_schema import schema_of

SCHEMA_ID: Final = "https://ndxp-sdk.example/schemas/verification.schema.json"


@dataclass(slots=True, eq=False, repr=False)
class Tool:
    """What verified the dossiers."""

    name: Literal["compliance"]
    version: str


@dataclass(slots=True, eq=False, repr=False)
class Flaw:
    """What is wrong with one part of a dossier; `name` is that of the file within it, empty for the archive itself."""

    part: Part
    name: str
    message: str
    template: str
    params: dict[str, str | int]


@dataclass(slots=True, eq=False, repr=False)
class Stamp:
    """A time stamp (RFC 3161) of a signature; the moment and the authority are null if they cannot be read."""

    standing: StampStanding
    says: str
    moment: str | None
    authority: str | None


@dataclass(slots=True, eq=False, repr=False)
class Signature:
    """One signature. Only `trusted` says who signed; `signed_at` is the word of the signer.

    `key` is the SHA-256 of the public key. Without a certificate `signer`, `issuer` and `ends` are null; all are null
    if the signature cannot be read.
    """

    name: str
    standing: Standing
    says: str
    key: str | None
    signer: str | None
    issuer: str | None
    ends: str | None
    signed_at: str | None
    stamp: Stamp | None


@dataclass(slots=True, eq=False, repr=False)
class Dossier:
    """One dossier. `intact` says that manifest and files fit each other; `sha256` is that of the manifest.

    `unread` says why the file could not be opened at all, null if it could.
    """

    path: str
    sha256: str | None
    id: str | None
    collected_at: str | None
    files: int
    intact: bool
    unread: str | None
    flaws: tuple[Flaw, ...]
    signatures: tuple[Signature, ...]


@dataclass(slots=True, eq=False, repr=False)
class Summary:
    """How many dossiers; `sentence` is the most that is claimed."""

    dossiers: int
    intact: int
    flawed: int
    unread: int
    sentence: str


@dataclass(slots=True, eq=False, repr=False)
class Verification:
    """What came of verifying dossiers at one moment; `asks_for_trust` says whether somebody was named to trust."""

    schema: Literal["compliance-verification/1"]
    tool: Tool
    at: str
    language: Language
    asks_for_trust: bool
    dossiers: tuple[Dossier, ...]
    summary: Summary


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a verification; fields may be added to any object without notice."""
    described = schema_of(Verification, SCHEMA_ID, "Verification of dossiers")
    described["$defs"]["StampStanding"]["title"] = "Standing of a stamp"
    return described
