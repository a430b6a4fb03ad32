"""The registry to standard output or to a file, in the form that was asked for."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from compliance.actions.errors import UsageError
from compliance.actions.export_platforms import write_platforms
from compliance.cli.writing import put
from compliance.locale import Translator
from compliance.model.text import Message

_MARK: Final = "\ufeff"


def write(options: Namespace, words: Translator) -> int:
    """Write the registry; returns the exit status."""
    path = Path(options.out) if options.out and options.out != "-" else None
    content = write_platforms(options.format, options.list, words)
    if isinstance(content, bytes) and path is None and sys.stdout.isatty():
        template = "{format} is no text that a terminal shows; write it to a file with --out"
        raise UsageError(Message.of(template, format=options.format))
    if isinstance(content, str) and options.encoding == "utf-8":
        content = content.removeprefix(_MARK)
    return put(content, path, words)
