"""Descriptions and annexes of versions: what is told of them, and their bytes."""

from dataclasses import dataclass

from ndxp_sdk.models._model import Model, Moment


class Specification(Model):
    """The machine-readable description of a version, without its content."""

    media_type: str
    """Media type of the upload."""
    sha256: str
    size: int
    """Octets."""
    etag: str
    """The SHA-256 in quotes."""


class Document(Model):
    """An annex of a version, without its content."""

    id: str
    name: str
    """The name of the file, without a folder."""
    media_type: str
    """Media type of the upload."""
    sha256: str
    size: int
    """Octets."""
    created_at: Moment
    etag: str
    """The SHA-256 in quotes."""


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes as they were uploaded. `is_verified` says that the hub named their SHA-256, and that it is theirs."""

    content: bytes
    media_type: str
    sha256: str
    etag: str
    is_verified: bool

    @property
    def text(self) -> str:
        """The content, as UTF-8."""
        return self.content.decode("utf-8-sig")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.media_type}, {len(self.content)} bytes)"


@dataclass(frozen=True, slots=True, repr=False)
class SpecificationContent(Content):
    """The machine-readable description of a version."""


@dataclass(frozen=True, slots=True, repr=False)
class DocumentContent(Content):
    """An annex with the name of its file. None if the hub gave no name."""

    name: str | None = None
