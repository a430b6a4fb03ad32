"""The command `ndxp`: the only prints of the package, the only exit codes."""

import sys

TYPE_CHECKING = False  # because nothing is imported before `main`, which catches Ctrl-C, not even typing
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ndxp_sdk.locale import Words


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run one command and give its exit status; `exit_status` tells what each one means. No traceback is shown."""
    try:
        from ndxp_sdk.cli.interrupts import noticed

        with noticed() as interrupts:
            return _main(argv, interrupts)
    except KeyboardInterrupt:
        return 130  # `exit_status.INTERRUPTED`, which may not be imported yet


def _main(argv: "Sequence[str] | None", interrupts: "Sequence[int]") -> int:
    from ndxp_sdk.cli.arguments import early_options
    from ndxp_sdk.cli.language import language
    from ndxp_sdk.cli.output import use_utf_8
    from ndxp_sdk.cli.warnings import quiet
    from ndxp_sdk.locale import words as words_of

    arguments = list(sys.argv[1:] if argv is None else argv)
    use_utf_8()
    early = early_options(arguments)
    words = words_of(language(early))
    with quiet(words, is_verbose=early.verbose):
        return _guarded(arguments, words, interrupts, is_verbose=early.verbose)


def _guarded(arguments: "Sequence[str]", words: "Words", interrupts: "Sequence[int]", *, is_verbose: bool) -> int:
    from ndxp_sdk.cli.exit_status import INTERRUPTED, UNKNOWN, USAGE
    from ndxp_sdk.cli.output import drop_output, note, tell_unwritten

    try:
        return _run(arguments, words)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else USAGE
    except KeyboardInterrupt:
        note(words("ndxp: interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return INTERRUPTED
    except OSError as error:
        tell_unwritten(error, words)
        return UNKNOWN
    except Exception as error:  # because no traceback is for whoever uses this
        if interrupts:
            raise
        from ndxp_sdk.cli.error_output import tell_crash

        tell_crash(error, words, is_verbose=is_verbose)
        return UNKNOWN


def _run(arguments: "Sequence[str]", words: "Words") -> int:
    from ndxp_sdk.cli.arguments import parsed
    from ndxp_sdk.cli.causes import Understood
    from ndxp_sdk.cli.failures import Failure
    from ndxp_sdk.errors import NdxpError

    try:
        options = parsed(arguments, words)
        try:
            status: int = options.run(options, words)
        except (NdxpError, Understood, Failure) as error:
            status = _told(error, words, as_json=options.as_json)
    finally:
        sys.stdout.flush()  # because a failure at the exit of Python would be a traceback, also after --help
    return status


def _told(error: Exception, words: "Words", *, as_json: bool) -> int:
    from ndxp_sdk.cli import error_output
    from ndxp_sdk.cli.causes import Understood
    from ndxp_sdk.cli.exit_status import status_of
    from ndxp_sdk.errors import NdxpError

    if isinstance(error, NdxpError):
        error = Understood(error)
    if not isinstance(error, Understood):
        return error_output.tell_failure(error, words, as_json=as_json)
    error_output.tell(error, words)
    if as_json:
        error_output.tell_programs(error)
    return status_of(error.error)
