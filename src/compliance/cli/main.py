"""`compliance`: one command run, its exit status given."""

import contextlib
import io
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from compliance.cli.exit_status import CRASHED, INTERRUPTED, NOT_JUDGED, USAGE
from compliance.cli.parser import chosen_language, parse
from compliance.locale import Translator, language_of
from compliance.locale import words as words_of

if TYPE_CHECKING:
    from compliance.actions.errors import ActionError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status. No traceback reaches the user, unless COMPLIANCE_DEBUG is set."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _use_utf_8()
    words = words_of(language_of())
    try:
        words = words_of(chosen_language(arguments))
        options = parse(arguments, words)
        status: int = options.run(options, words)
        sys.stdout.flush()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else USAGE
    except KeyboardInterrupt:
        _complain(words("compliance: interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - nobody reads, also at the exit
        return INTERRUPTED
    except OSError as error:
        problem = error.strerror or type(error).__name__
        _complain(words("compliance: the report could not be written: {problem}", problem=problem))
        return CRASHED
    except Exception as error:  # noqa: BLE001 - because no traceback reaches the user
        return _ended_by(error, words)
    return status


def _ended_by(error: Exception, words: Translator) -> int:
    """Say why an action could not go on, or that the program is at fault; returns the exit status."""
    from compliance.actions.errors import ActionError, InputError  # because most runs raise nothing

    if isinstance(error, ActionError):
        for where, message in error.faults:
            _complain(f"compliance: {f'{where}: ' if where else ''}{words.message(message)}{_hint(error, words)}")
        return NOT_JUDGED if isinstance(error, InputError) else USAGE
    if os.environ.get("COMPLIANCE_DEBUG"):
        raise error
    problem = type(error).__name__
    _complain(words("compliance: internal error ({problem}); please report it", problem=problem))
    return CRASHED


def _hint(error: "ActionError", words: Translator) -> str:
    """Say as a command or an option what would help, if anything would."""
    from compliance.cli.remedies import REMEDIES  # because most runs raise nothing

    return f"; {words.message(REMEDIES[error.remedy])}" if error.remedy else ""


def _complain(sentence: str) -> None:
    with contextlib.suppress(OSError, AttributeError):
        print(sentence, file=sys.stderr)


def _use_utf_8() -> None:
    """Set both streams to UTF-8: on many Windows desktops the console's own encoding cannot hold Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(io.UnsupportedOperation):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
