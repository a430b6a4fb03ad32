"""Fixtures of the tests of editors and watchers."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tools.editor import Editor

Session = Callable[..., "AbstractAsyncContextManager[Editor]"]


@pytest.fixture
def session(tmp_path: Path, sockets_and_processes: None) -> Session:
    """Start a server for an editor in a folder, and end it."""
    from tools.editor import Editor  # because the other tests of this folder need no client

    folder = tmp_path / "nền tảng"
    folder.mkdir()

    @asynccontextmanager
    async def started(*arguments: str, **further: Any) -> AsyncIterator["Editor"]:
        editor = Editor(folder)
        await editor.begin(*arguments, **further)
        try:
            yield editor
        finally:
            process = editor.client._server
            if process is not None and process.returncode is None:
                process.kill()
            await editor.client.stop()

    return started
