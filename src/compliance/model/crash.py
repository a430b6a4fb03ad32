"""What is said where the checker itself failed on what it was given: the kind of error and its line, never its text."""

from pathlib import PurePath

from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.text import Message


def crash_name(error: Exception) -> str:
    """Return the kind of error with the line that raised it; its text may hold what was received."""
    from traceback import extract_tb  # noqa: PLC0415 - because hardly anything crashes

    frames = extract_tb(error.__traceback__)
    where = f" ({PurePath(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}{where}"


def crash_message(error: Exception) -> Message:
    """Return what is said where the checker itself failed."""
    template = "it could not be judged: the checker itself failed on it with {problem}; please report this"
    return Message.of(template, problem=crash_name(error))


def crash_gap(error: Exception, place: Place, hides: frozenset[str]) -> Gap:
    """Return the gap that a crash leaves: it could not be judged, and the others go on."""
    return Gap(hides, place, crash_message(error))
