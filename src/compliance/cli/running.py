"""`compliance`: one command run, its exit status given."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from compliance.cli.exit_status import CRASHED, INTERRUPTED, NOT_JUDGED, USAGE
from compliance.cli.parser import chosen_language, parse
from compliance.cli.streams import complain, leave_out, not_taken, use_utf_8
from compliance.locale import Translator
from compliance.locale import words as words_of
from compliance.options.configuration import Settings, configured

if TYPE_CHECKING:
    from compliance.actions.errors import ActionError

_HELP = frozenset({"-h", "--help", "--version"})


def run(argv: Sequence[str] | None, keep: Callable[[object], object]) -> int:
    """Run one command and give its exit status. No traceback reaches the user, unless COMPLIANCE_DEBUG is set.

    What is large and needed no more a command hands to `keep`, which need not free it before the process ends.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    use_utf_8()
    words = words_of(chosen_language(arguments))
    try:
        settings = configured() if _HELP.isdisjoint(arguments) else configured().of_language
        words = words_of(chosen_language(arguments, settings.language))
        status = _status_of(arguments, words, settings, keep)
        sys.stdout.flush()
    except KeyboardInterrupt:
        complain(words("compliance: interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        leave_out()
        return INTERRUPTED
    except OSError as error:
        if isinstance(error, FileNotFoundError) and error.filename is None:
            complain(words("compliance: the current folder is not there any more; change to another one"))
            return USAGE
        return not_taken(error, words) if error.filename is None else _ended_by(_unwritten(error), words)
    except Exception as error:  # noqa: BLE001 - because no traceback reaches the user
        return _ended_by(error, words)
    return status


def _status_of(
    arguments: Sequence[str], words: Translator, settings: Settings, keep: Callable[[object], object]
) -> int:
    try:
        options = parse(arguments, words, settings)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else USAGE
    if settings.serve(options) and not options.quiet:
        complain(words("compliance: settings of {file}", file=", ".join(settings.files)))
    options.hold = keep
    options.read_again = lambda: parse(arguments, words, configured())  # because an editor stays while settings change
    status: int = options.run(options, words)
    return status


def _unwritten(error: OSError) -> "ActionError":
    from compliance.actions.errors import NotWritten
    from compliance.model.system_errors import not_written

    return NotWritten(not_written(str(error.filename), error))


def _ended_by(error: Exception, words: Translator) -> int:
    """Say why an action could not go on, or that the program is at fault; returns the exit status."""
    from compliance.actions.errors import ActionError, InputError, NotWritten  # because most runs raise nothing
    from compliance.actions.extras import lacking

    if isinstance(error, ModuleNotFoundError):
        error = lacking(error) or error
    if isinstance(error, ActionError):
        for where, message in error.faults:
            complain(f"compliance: {f'{where}: ' if where else ''}{words.message(message)}{_hint(error, words)}")
        return NOT_JUDGED if isinstance(error, InputError | NotWritten) else USAGE
    if os.environ.get("COMPLIANCE_DEBUG"):
        raise error
    problem = type(error).__name__
    complain(words("compliance: internal error ({problem}); please report it", problem=problem))
    return CRASHED


def _hint(error: "ActionError", words: Translator) -> str:
    """Say as a command or an option what would help, if anything would."""
    from compliance.cli.remedies import REMEDIES  # because most runs raise nothing

    return f"; {words.message(REMEDIES[error.remedy])}" if error.remedy else ""
