"""Bulk sets of files, sent in parts and received whole."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

from ndxp_sdk import identifiers
from ndxp_sdk.errors import UsageError
from ndxp_sdk.models._identifiers import SystemId
from ndxp_sdk.models._model import Draft, Model, Moment
from ndxp_sdk.models._open_enum import OpenEnum
from ndxp_sdk.models.problems import Problem


class TransferState(OpenEnum):
    """created → uploading → sealed → available → (acknowledged) → deleted; failed."""

    CREATED = "created"
    UPLOADING = "uploading"
    SEALED = "sealed"
    AVAILABLE = "available"
    ACKNOWLEDGED = "acknowledged"
    DELETED = "deleted"
    FAILED = "failed"


class TransferDirection(OpenEnum):
    """Whether the caller's system sent or received a transfer."""

    SENT = "sent"
    RECEIVED = "received"


class TransferFile(Model):
    """A file of a transfer."""

    name: str
    media_type: str
    size: int
    """Bytes."""
    sha256: str


class TransferPart(Model):
    """A part of a file; numbers run over all files from 1."""

    number: int
    file: str
    offset: int
    """First byte in the file."""
    size: int
    """Bytes."""
    received: bool
    sha256: str | None = None
    """Of what was received."""
    received_at: Moment | None = None


class Transfer(Model):
    """A set of files on its way."""

    id: str
    state: TransferState
    sender: SystemId
    recipient: SystemId
    agreement_id: str | None = None
    purpose_id: str | None = None
    title: str | None = None
    files: tuple[TransferFile, ...]
    total_size: int
    """Bytes."""
    part_size: int
    """Bytes."""
    part_count: int
    parts_received: int
    parts: tuple[TransferPart, ...] = ()
    """Left out in lists."""
    problem: Problem | None = None
    """Why it failed."""
    created_at: Moment
    updated_at: Moment
    sealed_at: Moment | None = None
    available_at: Moment | None = None
    acknowledged_at: Moment | None = None
    expires_at: Moment
    etag: str
    """Entity tag of this state, with its quotes."""


class Manifest(Model):
    """The manifest that was sealed; it never changes."""

    transfer_id: str
    sender: SystemId
    recipient: SystemId
    files: tuple[TransferFile, ...]
    total_size: int
    """Bytes."""
    sealed_at: Moment
    etag: str
    """Entity tag, with its quotes."""

    def file(self, name: str) -> TransferFile:
        """Return the file of this name. UsageError if there is none."""
        found = next((file for file in self.files if file.name == name), None)
        if found is None:
            raise UsageError(f"the manifest has no file of this name; it has {len(self.files)} others")
        return found


class FileDeclaration(Draft):
    """A file to be uploaded."""

    name: str
    """Letters, digits, `.`, `_` and `-`; without folder."""
    media_type: str | None = None
    size: int
    """Bytes."""
    sha256: str


class TransferCreate(Draft):
    """A set of files for a system."""

    recipient: SystemId
    agreement_id: str | None = None
    purpose_id: str | None = None
    title: str | None = None
    files: tuple[FileDeclaration, ...]
    part_size: int | None = None
    """Bytes per part, 8 MiB when left out."""
    expires_in: int | None = None
    """Seconds, a week when left out."""


class FileFields(TypedDict):
    """The fields of a FileDeclaration."""

    name: str
    media_type: NotRequired[str | None]
    size: int
    sha256: str


class TransferFields(TypedDict):
    """The fields of a TransferCreate."""

    recipient: identifiers.SystemId | str
    agreement_id: NotRequired[str | None]
    purpose_id: NotRequired[str | None]
    title: NotRequired[str | None]
    files: Sequence[FileDeclaration | FileFields]
    part_size: NotRequired[int | None]
    expires_in: NotRequired[int | None]


class UploadOptions(TypedDict, total=False):
    """The options of a set of files beside its recipient."""

    agreement_id: str | None
    purpose_id: str | None
    title: str | None
    part_size: int | None
    """Bytes per part, 8 MiB when left out."""
    expires_in: int | None
    """Seconds, a week when left out."""
