"""An editor: a real client of the Language Server Protocol, over the pipes of a real process."""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

PATIENCE = 60


class Editor:
    """An editor in a folder: what it has open, and what the server has shown in it last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.client = LanguageClient("editor", "1")
        self.shown: dict[str, lsp.PublishDiagnosticsParams] = {}
        self.said: list[str] = []
        self.registered: list[str] = []
        self.capabilities: lsp.ServerCapabilities | None = None
        self._news = asyncio.Event()
        self._versions: dict[str, int] = {}

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(params: lsp.PublishDiagnosticsParams) -> None:
            self.shown[params.uri] = params
            self._news.set()

        @self.client.feature(lsp.WINDOW_SHOW_MESSAGE)
        def message(params: lsp.ShowMessageParams) -> None:
            self.said.append(params.message)
            self._news.set()

        @self.client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
        def register(params: lsp.RegistrationParams) -> None:
            self.registered += [each.method for each in params.registrations]
            self._news.set()

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    async def begin(
        self, *arguments: str, encodings: Any = None, rules: Path | None = None, resolves: bool = True, **further: Any
    ) -> None:
        environment = {**os.environ, "LANG": "en_US.UTF-8", **({"PYTHONPATH": str(rules)} if rules else {})}
        command = (sys.executable, "-m", "compliance.cli", "lsp", *arguments)
        await self.client.start_io(*command, cwd=self.folder.parent, env=environment)
        files = lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
        capabilities = lsp.ClientCapabilities(
            general=lsp.GeneralClientCapabilities(position_encodings=encodings),
            workspace=lsp.WorkspaceClientCapabilities(
                did_change_watched_files=files,
                workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=resolves),
            ),
            text_document=lsp.TextDocumentClientCapabilities(
                code_action=lsp.CodeActionClientCapabilities(
                    resolve_support=lsp.ClientCodeActionResolveOptions(["edit"]) if resolves else None
                )
            ),
        )
        folders = [lsp.WorkspaceFolder(self.folder.as_uri(), "folder")]
        asked = lsp.InitializeParams(capabilities=capabilities, workspace_folders=folders, **further)
        answer = await self.client.initialize_async(asked)
        self.capabilities = answer.capabilities
        self.client.initialized(lsp.InitializedParams())

    def open(self, name: str, text: str) -> None:
        self._versions[name] = 1
        item = lsp.TextDocumentItem(self.uri(name), "yaml", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def type(self, name: str, text: str) -> None:
        self._versions[name] += 1
        document = lsp.VersionedTextDocumentIdentifier(self._versions[name], self.uri(name))
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [whole]))

    def close(self, name: str) -> None:
        document = lsp.TextDocumentIdentifier(self.uri(name))
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(document))

    def changed_on_disk(self, name: str) -> None:
        changes = [lsp.FileEvent(self.uri(name), lsp.FileChangeType.Changed)]
        self.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams(changes))

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what the server sends until something holds."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                self._news.clear()
                await self._news.wait()

    async def found(self, name: str, version: int | None = None) -> list[lsp.Diagnostic]:
        """Return what is shown in a file, of the version that is asked for, else of the last that was typed."""
        wanted = version or self._versions.get(name)
        uri = self.uri(name)
        await self.until(lambda: uri in self.shown and self.shown[uri].version == wanted)
        return list(self.shown[uri].diagnostics)

    async def hover(self, name: str, line: int, character: int) -> str:
        """Return the text at a position, empty if there is none."""
        asked = lsp.HoverParams(lsp.TextDocumentIdentifier(self.uri(name)), lsp.Position(line, character))
        answer = await self.client.text_document_hover_async(asked)
        return answer.contents.value if answer and isinstance(answer.contents, lsp.MarkupContent) else ""

    async def actions(self, name: str, span: lsp.Range, *only: str) -> list[lsp.CodeAction]:
        """Return what can be done in a range, with its edits."""
        context = lsp.CodeActionContext(self.shown[self.uri(name)].diagnostics, list(only) or None)
        asked = lsp.CodeActionParams(lsp.TextDocumentIdentifier(self.uri(name)), span, context)
        found = await self.client.text_document_code_action_async(asked) or []
        offered = [each for each in found if isinstance(each, lsp.CodeAction)]
        return [each if each.edit else await self.client.code_action_resolve_async(each) for each in offered]

    async def end(self) -> int:
        """Take leave as editors do; returns the exit status."""
        await self.client.shutdown_async(None)
        self.client.exit(None)
        return await self.status()

    async def status(self) -> int:
        process = self.client._server
        assert process is not None
        async with asyncio.timeout(PATIENCE):
            return await process.wait()
