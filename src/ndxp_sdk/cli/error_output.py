"""Write errors: a page for people on standard error, and for programs the facts on standard output."""

import sys
import traceback
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from ndxp_sdk._profiles.errors import Wrong
from ndxp_sdk.cli.causes.cause import Understood
from ndxp_sdk.cli.failures import Failure
from ndxp_sdk.cli.messages import part, translated
from ndxp_sdk.cli.output import note, say_json
from ndxp_sdk.errors import MaybeSent, NdxpError
from ndxp_sdk.locale import Words

_PACKAGE: Final = Path(__file__).parents[1]


def tell(found: Understood, words: Words) -> None:
    """Write the cause first, then whose failure it is and what to do, then the page about errors of this kind."""
    error, cause = found.error, found.cause
    note(f"ndxp: {cause.sentence if cause else sentence_of(error, words)}")
    if isinstance(error, Wrong):
        return
    from ndxp_sdk.explanations import about, explain

    known = replace(error.facts, origin=found.origin)
    for line in about(known, words.language, cause.advice if cause else None):
        note(line)
    if isinstance(error, MaybeSent) and error.ids.message_id:
        note(words("Next: ndxp transactions list --message-id {id}", id=error.ids.message_id))
    note("\n" + explain((cause.page if cause else None) or type(error), words.language))


def sentence_of(error: NdxpError, words: Words) -> str:
    """Return what happened, in one sentence."""
    if not isinstance(error, Wrong):
        return _of_ours(error, words)
    known = {name: _word(value, words) for name, value in error.parameters.items()}
    sentence = words(error.template, **known) if known else translated(error.template, words)
    return f"{error.where}: {sentence}" if error.where else sentence


def _of_ours(error: NdxpError, words: Words) -> str:
    """Return the message, or the kind of error if nobody has translated the message."""
    found, known = part(error.message, words), error.facts
    if words.language == "en" or found != error.message:
        return found
    if known.status is not None and (known.detail or known.code or "\0") in error.message:
        told = words("the server answers with status {status}", status=known.status)
        return words("{told}: «{quoted}»", told=told, quoted=error.message)
    from ndxp_sdk.explanations import explanations

    pages = explanations(words.language)
    title = next(pages[kind.__name__].title for kind in type(error).__mro__ if kind.__name__ in pages)
    return words('{title}; original message: "{problem}"', title=title, problem=error.message)


def _word(value: str | int, words: Words) -> str | int:
    return part(value, words) if isinstance(value, str) else value


def tell_programs(found: Understood) -> None:
    """Write the same as JSON."""
    say_json({"error": {**facts_of(found.error), "origin": found.origin, **_cause(found)}})


def _cause(found: Understood) -> dict[str, str]:
    return {"cause": found.cause.sentence, "advice": found.cause.advice} if found.cause else {}


def facts_of(error: NdxpError) -> dict[str, Any]:
    """Return the details of an error; they hold no secret."""
    known = error.facts
    return {
        "type": next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "ndxp_sdk.errors"),
        "message": error.message,
        "sent": error.sent,
        "origin": error.origin,
        "status": known.status,
        "code": known.code,
        "retryable": known.retryable,
        "retry_after": known.retry_after,
        "next_cursor": known.next_token,
        "ids": {name: value for name, value in asdict(known.ids).items() if value},
    }


def tell_failure(failure: Exception, words: Words, *, as_json: bool) -> int:
    """Write what ended a command before anything was sent; return the exit status for it."""
    if not isinstance(failure, Failure):
        raise failure
    sentence = failure.told(words)
    note(f"ndxp: {sentence}")
    if as_json:
        say_json({"error": {"type": "Usage", "message": sentence}})
    return failure.status


def tell_crash(error: Exception, words: Words, *, is_verbose: bool) -> None:
    """Write a mistake of this program: one sentence, on request where it happened. Values are not shown: secrets."""
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
