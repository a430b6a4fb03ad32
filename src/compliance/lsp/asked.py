"""What a client sent, in the terms of the checker."""

from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.uris import to_fs_path

from compliance.actions.errors import UsageError
from compliance.loading.reader import real_path
from compliance.lsp.workbench import Buffer
from compliance.model.language import Language
from compliance.model.system_errors import not_read


def language_of(given: Any) -> Language | None:
    """Return the language that a tag such as `vi-VN` asks for, None if it is none."""
    if not isinstance(given, str) or not given:
        return None
    return "vi" if given.lower().startswith("vi") else "en"


def option_of(options: Any, name: str) -> Any:
    """Return a setting that a client sent, None if it sent none of that name."""
    if isinstance(options, dict):
        return options.get(name)
    return getattr(options, name, None)


def folder_of(params: lsp.InitializeParams) -> str | None:
    """Return the path of the first folder that is open, None if none is."""
    folders = [folder.uri for folder in params.workspace_folders or ()]
    uri = next(iter((*folders, *filter(None, (params.root_uri,)))), None)
    return to_fs_path(uri) if uri else None


def path_of(uri: str) -> Path:
    """Return the path of a text; one that was never saved counts as a file of its name in the working folder.

    Raises:
        UsageError: there can be no file of such a name.
    """
    name = to_fs_path(uri) or uri.rpartition(":")[2].lstrip("/")
    try:
        return real_path(name)
    except ValueError as error:
        raise UsageError(not_read(name, error)) from error


def buffer_of(document: lsp.TextDocumentItem | lsp.VersionedTextDocumentIdentifier, text: str) -> Buffer:
    """Return the text of a document; half a character, which JSON can hold, makes it unreadable and no fault."""
    return Buffer(document.uri, document.version, text.encode("utf-8", "surrogatepass"))
