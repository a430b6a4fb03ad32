"""The server: what the protocol asks of it, answered from the workbench. Nothing is written but the protocol."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from compliance.actions.errors import ActionError, UsageError
from compliance.locale import Translator, words
from compliance.lsp.asked import buffer_of, folder_of, language_of, option_of, path_of
from compliance.lsp.diagnostics import diagnostic, explanation
from compliance.lsp.guard import guarded
from compliance.lsp.positions import Page
from compliance.lsp.quick_fixes import KINDS, QuickFixes, text_edits
from compliance.lsp.settings import DeskSettings, Load
from compliance.lsp.workbench import Workbench, resolved
from compliance.model.crash import crash_name
from compliance.model.language import Language
from compliance.model.location import Location
from compliance.model.text import Message
from compliance.model.version import VERSION

_SETTINGS: Final = frozenset({"compliance.toml", "pyproject.toml"})
_NO_MESSAGE: Final = Message.of("the editor sent a message that is none of the protocol (JSON-RPC 2.0)")
_WATCHED: Final = "**/*.{yaml,yml,json,toml}"


class DeskServer(LanguageServer):
    """A language server for documents and records."""

    def __init__(self, load: Load, language: Language) -> None:
        # because pygls applies changes by lines that it counts otherwise than the protocol where U+2028 stands in one
        super().__init__("compliance", VERSION, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.load = load
        self.words = words(language)
        self.chosen: Language | None = None
        self.bench = Workbench(DeskSettings(), self.publish, self.tell)
        self.fixes = QuickFixes(self.bench)
        self.work: asyncio.Task[None] | None = None

    def feature(self, feature_name: str, options: Any | None = None) -> Callable[[Any], Any]:
        """Register what answers the client; a fault in it is told in a sentence."""
        register = super().feature(feature_name, options)
        return lambda handler: register(guarded(handler, self.tell))

    def begin(self, params: lsp.InitializeParams) -> None:
        """Work in the folder that the editor has open, in the language of its user, by the settings there."""
        self.chosen = language_of(option_of(params.initialization_options, "lang"))
        root = next((each for each in (folder_of(params), params.root_path) if each and Path(each).is_dir()), None)
        if root is not None:
            os.chdir(root)
        self.read_settings(language_of(params.locale))

    def read_settings(self, locale: Language | None = None) -> None:
        """Judge by the settings as they are now; what is wrong with them is told, and the former ones stay."""
        try:
            self.bench.settings = self.load()
        except ActionError as error:
            self.tell(error)
        language = self.chosen or self.bench.settings.language or locale
        if language is not None:
            self.words = words(language)

    def page(self, path: Path) -> Page:
        """Return the text that was judged, to count in it."""
        content = self.bench.text_of(path)
        buffer = self.bench.buffers.get(path)
        return Page(content if content is not None else buffer.content if buffer else b"", self.encoding)

    @property
    def encoding(self) -> lsp.PositionEncodingKind:
        """The units in which the client counts columns."""
        return lsp.PositionEncodingKind(self.workspace.position_encoding or lsp.PositionEncodingKind.Utf16)

    def spot(self, place: Location) -> lsp.Location | None:
        """Return a place as the client knows it, None if it lies in no file."""
        if "://" in place.uri:
            return None
        path = resolved(place.uri)
        return lsp.Location(self.uri_of(path), self.page(path).range(place))

    def uri_of(self, path: Path) -> str:
        """Return the address that the client has for a file."""
        buffer = self.bench.buffers.get(path)
        return buffer.uri if buffer else path.as_uri()

    def publish(self, paths: frozenset[Path]) -> None:
        """Send what was found in these files; an empty list clears what was shown there."""
        day = self.bench.settings.judging.day
        for path in sorted(paths):
            buffer, page = self.bench.buffers.get(path), self.page(path)
            found = [diagnostic(told, page, self.spot, day, self.words) for told in self.bench.found_in(path)]
            version = buffer.version if buffer else None
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(self.uri_of(path), found, version))

    @property
    def can_resolve_edits(self) -> bool:
        """Whether the client asks for the edits of an action when it is chosen."""
        document = self.client_capabilities.text_document
        support = document.code_action.resolve_support if document and document.code_action else None
        return support is not None and "edit" in support.properties

    async def resolved(self, action: lsp.CodeAction) -> lsp.CodeAction:
        """Return an action with its edits; without any where the text has changed since it was offered."""
        offer = self.fixes.offer(action.data)
        if offer is None:
            return action
        edits = await asyncio.get_running_loop().run_in_executor(None, text_edits, offer, self.encoding)
        buffer = self.bench.buffers.get(offer.path)
        version = buffer.version if buffer else None
        document = lsp.OptionalVersionedTextDocumentIdentifier(self.uri_of(offer.path), version)
        workspace = self.client_capabilities.workspace
        if workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes:
            action.edit = lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(document, edits)])
        else:
            action.edit = lsp.WorkspaceEdit(changes={document.uri: edits})
        return action

    def tell(self, error: Exception) -> None:
        """Show what went wrong outside of a text, in a sentence and without a traceback."""
        said = "\n".join(_sentences(error, self.words))
        self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"compliance: {said}"))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Show a fault of the server; what the client sent wrong is answered by pygls, if it is a message at all."""
        self.tell(UsageError(_NO_MESSAGE) if source is JsonRpcException else error)


def _sentences(error: Exception, translator: Translator) -> list[str]:
    if isinstance(error, ActionError):
        return [translator.message(message) for _, message in error.faults]
    return [translator("internal error ({problem}); please report it", problem=crash_name(error))]


def make_server(load: Load, language: Language) -> DeskServer:
    """Return a server that answers what editors ask."""
    server = DeskServer(load, language)
    _serve_its_life(server)
    _serve_texts(server)
    _serve_thefolder_of(server)
    _serve_questions(server)
    _serve_fixes(server)
    return server


def _serve_its_life(server: DeskServer) -> None:
    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        server.begin(params)

    @server.feature(lsp.INITIALIZED)
    async def initialized(_: lsp.InitializedParams) -> None:
        server.work = asyncio.create_task(server.bench.work())
        await _ask_for_changes(server)

    @server.feature(lsp.SHUTDOWN)
    def shutdown(_: Any) -> None:
        server.bench.close()


def _serve_texts(server: DeskServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: lsp.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.bench.put(path_of(document.uri), buffer_of(document, document.text))

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: lsp.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        text = server.workspace.get_text_document(document.uri).source
        server.bench.put(path_of(document.uri), buffer_of(document, text))

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: lsp.DidCloseTextDocumentParams) -> None:
        server.bench.take(path_of(params.text_document.uri))


def _serve_thefolder_of(server: DeskServer) -> None:
    @server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def did_change_configuration(params: lsp.DidChangeConfigurationParams) -> None:
        given = option_of(params.settings, "compliance") or params.settings
        server.chosen = language_of(option_of(given, "lang")) or server.chosen
        server.read_settings()
        server.bench.touch_all()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched_files(params: lsp.DidChangeWatchedFilesParams) -> None:
        paths = [path_of(change.uri) for change in params.changes]
        if any(path.name in _SETTINGS or path in server.bench.settings.files for path in paths):
            server.read_settings()
            server.bench.touch_all()
        server.bench.touch(*paths)


def _serve_questions(server: DeskServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        return _hover(server, params)


def _serve_fixes(server: DeskServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(KINDS, resolve_provider=True))
    async def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        path = path_of(params.text_document.uri)
        found = list(server.fixes.actions(path, params, server.page(path), server.words))
        return found if server.can_resolve_edits else [await server.resolved(each) for each in found]

    @server.feature(lsp.CODE_ACTION_RESOLVE)
    async def resolve(action: lsp.CodeAction) -> lsp.CodeAction:
        return await server.resolved(action)


async def _ask_for_changes(server: DeskServer) -> None:
    """Ask the client to tell of files that change on disk, if it can."""
    workspace = server.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if watched is not None and watched.dynamic_registration:
        options = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher(_WATCHED)])
        wanted = lsp.Registration("files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await server.client_register_capability_async(lsp.RegistrationParams([wanted]))


def _hover(server: DeskServer, params: lsp.HoverParams) -> lsp.Hover | None:
    """Return the explanation of every finding at a position, None if there is none."""
    path = path_of(params.text_document.uri)
    page, day = server.page(path), server.bench.settings.judging.day
    found = [(page.range(told.at), told) for told in server.bench.found_in(path)]
    here = [(span, told) for span, told in found if span.start <= params.position <= span.end]
    if not here:
        return None
    text = "\n---\n\n".join(explanation(told, day, server.words) for _, told in here)
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text), here[0][0])
