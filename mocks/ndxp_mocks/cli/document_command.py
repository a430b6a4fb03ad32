"""Start of the platform of a document by the command, and its complaints."""

import argparse
from contextlib import ExitStack

from ndxp_mocks.cli.parser import BadUsage, Words
from ndxp_mocks.cli.system_errors import reason_of
from ndxp_mocks.errors import UnknownFault, UnservableDocument
from ndxp_mocks.openapi.source import source_of_file
from ndxp_mocks.serving.documents import ServedDocument, serve_document


def start(arguments: argparse.Namespace, words: Words, stack: ExitStack) -> ServedDocument:
    """Serve what the arguments name. Raises BadUsage if that cannot be."""
    try:
        source = source_of_file(arguments.spec)
    except UnservableDocument as error:
        reason = words[error.word].format(**error.told)
        raise BadUsage(words["not_a_document"].format(file=arguments.spec, reason=reason)) from error
    except OSError as error:
        raise BadUsage(words["cannot_read"].format(file=arguments.spec, reason=reason_of(error, words))) from error
    try:
        serving = serve_document(source, faults=arguments.fault, seed=arguments.seed, port=arguments.port)
        return stack.enter_context(serving)
    except UnknownFault as error:
        raise BadUsage(words["unknown_fault"].format(name=error.name, known=", ".join(error.known))) from error
    except OSError as error:
        raise BadUsage(words["cannot_listen"].format(port=arguments.port, reason=reason_of(error, words))) from error
