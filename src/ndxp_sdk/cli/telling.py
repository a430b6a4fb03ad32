"""How an error is told: a page for people on standard error, and for programs the facts on standard output."""

import sys
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from ndxp_sdk._profiles.wrong import Wrong
from ndxp_sdk.cli.failures import Failure
from ndxp_sdk.cli.output import note, say_json
from ndxp_sdk.cli.sentences import translated
from ndxp_sdk.errors import MaybeSent, NdxpError
from ndxp_sdk.locale import Words

_PACKAGE: Final = Path(__file__).parents[1]


def tell(error: NdxpError, words: Words) -> None:
    """The page about an error, with its ids and what to do next."""
    if isinstance(error, Wrong):
        note(f"ndxp: {sentence_of(error, words)}")
        return
    from ndxp_sdk.explanations import explain

    note(explain(type(error)(translated(error.message, words), error.facts), words.language))
    if isinstance(error, MaybeSent) and error.ids.message_id:
        note(words("Next: ndxp transactions list --message-id {id}", id=error.ids.message_id))


def sentence_of(error: NdxpError, words: Words) -> str:
    """What happened, in one sentence; in English where nobody has translated it yet."""
    if not isinstance(error, Wrong):
        return translated(error.message, words)
    sentence = words(error.template, **error.parameters) if error.parameters else translated(error.template, words)
    return f"{error.where}: {sentence}" if error.where else sentence


def tell_programs(error: NdxpError) -> None:
    """The same as JSON."""
    say_json({"error": facts_of(error)})


def facts_of(error: NdxpError) -> dict[str, Any]:
    """What is known of an error; it holds no secret."""
    known = error.facts
    return {
        "type": next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "ndxp_sdk.errors"),
        "message": error.message,
        "sent": error.sent,
        "origin": known.origin,
        "status": known.status,
        "code": known.code,
        "retryable": known.retryable,
        "retry_after": known.retry_after,
        "next_cursor": known.next_token,
        "ids": {name: value for name, value in asdict(known.ids).items() if value},
    }


def tell_failure(failure: Exception, words: Words, *, as_json: bool) -> int:
    """What ended a command before anything was sent, and the exit status for it."""
    if not isinstance(failure, Failure):
        raise failure
    sentence = failure.told(words)
    note(f"ndxp: {sentence}")
    if as_json:
        say_json({"error": {"type": "Usage", "message": sentence}})
    return failure.status


def tell_crash(error: Exception, words: Words, *, is_verbose: bool) -> None:
    """A mistake of this program: one sentence, on request where it happened. Values may be secret and are not shown."""
    problem = type(error).__name__
    note(words("ndxp: internal error ({problem}): a mistake of this program, not of yours", problem=problem))
    if not is_verbose:
        note(words("Please report it to the maintainers of ndxp-sdk, with what the same command says with --verbose."))
        return
    python = ".".join(map(str, sys.version_info[:3]))
    note(f"Python {python}, {sys.platform}")
    for frame in traceback.extract_tb(error.__traceback__):
        note(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}")


def _short(name: str) -> str:
    path = Path(name)
    return path.relative_to(_PACKAGE).as_posix() if path.is_relative_to(_PACKAGE) else path.name
