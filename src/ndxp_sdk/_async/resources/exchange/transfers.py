"""Bulk sets of files."""

import os
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Unpack, overload

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._async.streaming import AsyncStreamedResponse
from ndxp_sdk._async.transfers.downloader import AsyncOpened
from ndxp_sdk._async.transfers.receiver import AsyncReceiver
from ndxp_sdk._async.transfers.uploader import AsyncUploader
from ndxp_sdk._concurrency.offload import AsyncOffload
from ndxp_sdk._http import Pairs
from ndxp_sdk._operations.arguments import opaque, query
from ndxp_sdk._operations.collection import CURRENT, ResourceOperations
from ndxp_sdk._operations.exchange.interactions import EXCHANGE, deleted
from ndxp_sdk._operations.exchange.transfers import file_of, manifest_of, numbered, part_of, range_fields
from ndxp_sdk._operations.parsers import draft_of
from ndxp_sdk._transfers.progress import Progress
from ndxp_sdk._transfers.upload import PreparedUpload, Sendable, check_same, check_upload, is_open, prepare_upload
from ndxp_sdk._validators import CALLABLE_OR_NONE, PATH_LIKE, TEXT, needed
from ndxp_sdk.errors import UnexpectedAnswer
from ndxp_sdk.identifiers import SystemId
from ndxp_sdk.models import transfers as models
from ndxp_sdk.models.systems import System
from ndxp_sdk.models.transfers import Manifest, Transfer, TransferCreate, TransferPart, UploadOptions

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender

_WHOLE: Final = "/exchange/v1/transfers"
_SINGLE: Final = f"{_WHOLE}/{{transfer_id}}"
_TRANSFERS: Final = ResourceOperations("exchange.transfers", Transfer, _WHOLE, _SINGLE, EXCHANGE, EXCHANGE)


class AsyncTransfers:
    """Bulk sets of files: announced, sent in parts, sealed; then received by another system.

    transfer = await client.exchange.transfers.upload(["households.csv"], recipient="VN/GOV/G12/dkkd")

    async for transfer in client.exchange.transfers.list(direction="received", state="available"):
        await client.exchange.transfers.download(transfer, "incoming")
        await client.exchange.transfers.acknowledge(transfer)
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(
        self,
        *,
        direction: models.TransferDirection | str | None = None,
        state: models.TransferState | str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Transfer]:
        """List the own transfers, sent and received, newest first and without their parts.

        `GET /exchange/v1/transfers`
        """
        asked = query(direction=direction, state=state, cursor=cursor, limit=limit)
        return AsyncPager(self._client.execute, _TRANSFERS.list(asked))

    @overload
    async def create(self, draft: TransferCreate, *, idempotency_key: str | None = None) -> Transfer: ...

    @overload
    async def create(
        self, *, idempotency_key: str | None = None, **fields: Unpack[models.TransferFields]
    ) -> Transfer: ...

    async def create(
        self, draft: TransferCreate | None = None, *, idempotency_key: str | None = None, **fields: Any
    ) -> Transfer:
        """Announce a set of files; the answer says in which parts to send them. `upload` does all of it.

        `POST /exchange/v1/transfers` Raises RequestInvalid, AccessDenied, NotFound.
        """
        made = draft_of(TransferCreate, draft, fields)
        return await self._client.execute(_TRANSFERS.create(made, idempotency_key))

    @overload
    async def get(self, transfer: Transfer | str) -> Transfer: ...

    @overload
    async def get(self, transfer: Transfer | str, *, if_none_match: str | None) -> Transfer | None: ...

    async def get(self, transfer: Transfer | str, *, if_none_match: str | None = None) -> Transfer | None:
        """Return one transfer with its parts; None while the copy with the etag `if_none_match` is the current one.

        `GET /exchange/v1/transfers/{transfer_id}` Raises NotFound.
        """
        return await self._client.execute(_TRANSFERS.get(_path(transfer), if_none_match))

    async def delete(self, transfer: Transfer | str) -> None:
        """Delete the files, as the sender, or as the recipient who has acknowledged them.

        `DELETE /exchange/v1/transfers/{transfer_id}` Raises Conflict, NotFound.
        """
        await self._client.execute(deleted(_TRANSFERS, _path(transfer)))

    async def put_part(self, transfer: Transfer | str, number: int, content: bytes) -> TransferPart:
        """Send one part whole; sent again before sealing it replaces what was there.

        `PUT /exchange/v1/transfers/{transfer_id}/parts/{number}` Raises RequestInvalid, Conflict, PayloadTooLarge.
        """
        return await self._client.execute(part_of({**_path(transfer), "number": numbered(number)}, content))

    async def seal(self, transfer: Transfer | str, *, if_match: str | None = None) -> Transfer:
        """End the upload; the hub compares every hash and makes the files available.

        `POST /exchange/v1/transfers/{transfer_id}:seal` Raises Conflict (code `parts-missing`), NotFound.
        """
        return await self._client.execute(_TRANSFERS.transition("seal", _path(transfer), transfer, if_match))

    async def acknowledge(self, transfer: Transfer | str, *, if_match: str | None = None) -> Transfer:
        """Confirm as the recipient that all files were received whole.

        `POST /exchange/v1/transfers/{transfer_id}:acknowledge` Raises Conflict, NotFound.
        """
        return await self._client.execute(_TRANSFERS.transition("acknowledge", _path(transfer), transfer, if_match))

    @overload
    async def manifest(self, transfer: Transfer | str) -> Manifest: ...

    @overload
    async def manifest(self, transfer: Transfer | str, *, if_none_match: str | None) -> Manifest | None: ...

    async def manifest(self, transfer: Transfer | str, *, if_none_match: str | None = None) -> Manifest | None:
        """Return names, sizes and hashes of the sealed files; None while the copy with `if_none_match` is current.

        `GET /exchange/v1/transfers/{transfer_id}/manifest` Raises Conflict, NotFound.
        """
        return await self._client.execute(manifest_of(_path(transfer), if_none_match))

    @asynccontextmanager
    async def file(
        self,
        transfer: Transfer | str,
        name: str,
        *,
        range_: str | None = None,
        if_range: str | None = None,
        if_none_match: str | None = None,
    ) -> AsyncIterator[AsyncStreamedResponse]:
        """Open a file, or with `range_` such as `bytes=100-` a part of it, for a `with` block that reads it.

        Nothing is compared with the manifest: `download_file` does that, and takes a torn file up again.

        `GET /exchange/v1/transfers/{transfer_id}/files/{name}` Raises Conflict, NotFound.
        """
        fields = range_fields(range_, if_range, if_none_match)
        answer = await self._open(transfer, name, CURRENT, fields)
        if not isinstance(answer, AsyncStreamedResponse):
            raise UnexpectedAnswer("the answer is no file")
        try:
            yield answer
        finally:
            await answer.aclose()

    async def upload(
        self,
        files: Iterable[Sendable],
        *,
        recipient: System | SystemId | str,
        progress: Progress | None = None,
        **options: Unpack[UploadOptions],
    ) -> Transfer:
        """Send files, by their paths or as UploadFile: announce them, send every part, seal. What is torn goes on.

        After an error that ends it, `resume_upload` goes on with the transfer, which `list(direction="sent")` tells.

        Raises:
            IntegrityError: the hub found another hash than that of the files.
            UsageError: a name that cannot be sent, or a file that was changed meanwhile.
        """
        check_upload(options)
        needed("progress", progress, CALLABLE_OR_NONE)
        made = await AsyncOffload.run(prepare_upload, files)
        declared = tuple(each.declaration for each in made)
        system = recipient.id if isinstance(recipient, System) else recipient
        transfer = await self.create(recipient=system, files=declared, **options)
        return await self._sent(transfer, made, progress)

    async def resume_upload(
        self, transfer: Transfer | str, files: Iterable[Sendable], *, progress: Progress | None = None
    ) -> Transfer:
        """Go on with an upload that ended early, with the same files: the hub says what it has. Raises as `upload`."""
        needed("progress", progress, CALLABLE_OR_NONE)
        made = await AsyncOffload.run(prepare_upload, files)
        known = await self.get(transfer)
        check_same(known, made)
        return await self._sent(known, made, progress) if is_open(known, self._client.config.masked) else known

    async def download(
        self, transfer: Transfer | str, directory: str | os.PathLike[str], *, progress: Progress | None = None
    ) -> tuple[Path, ...]:
        """Receive all files of a transfer; those that are there already and whole are not fetched again.

        Raises as `download_file`, and IntegrityError for a manifest with names that lead out of the directory.
        """
        folder = Path(needed("directory", directory, PATH_LIKE))
        needed("progress", progress, CALLABLE_OR_NONE)
        manifest = await self.manifest(transfer)
        return await AsyncReceiver(self._client, self._open).folder(manifest, folder, progress)

    async def download_file(
        self,
        transfer: Transfer | str,
        name: str,
        path: str | os.PathLike[str],
        *,
        progress: Progress | None = None,
    ) -> Path:
        """Receive one file as `path`: whole and as the manifest describes it, or not at all.

        Until then its bytes are in `path.part`; a download that was torn, or ended with the program, goes on there.

        Raises:
            IntegrityError: the hub's file is not the one of the manifest.
            UsageError: the manifest has no such file, another file is there already, or another download writes it.
        """
        whole_path = Path(needed("path", path, PATH_LIKE))
        needed("name", name, TEXT)
        needed("progress", progress, CALLABLE_OR_NONE)
        manifest = await self.manifest(transfer)
        return await AsyncReceiver(self._client, self._open).file(manifest, manifest.file(name), whole_path, progress)

    async def _open(self, transfer: Transfer | str, name: str, answers: frozenset[int], fields: Pairs) -> AsyncOpened:
        prepare_upload = self._client.config.prepare(file_of({**_path(transfer), "name": name}, fields, answers))
        answer: AsyncOpened = (await self._client.perform(replace(prepare_upload, is_stream=True))).answer
        return answer

    async def _sent(self, transfer: Transfer, files: tuple[PreparedUpload, ...], progress: Progress | None) -> Transfer:
        sending = AsyncUploader(self.put_part, self.get, self._client.config.state.retry, progress)
        sealed = await self.seal(await sending.run(transfer, files))
        is_open(sealed, self._client.config.masked)
        return sealed


def _path(given: Transfer | str) -> dict[str, str]:
    return {"transfer_id": opaque(given)}
