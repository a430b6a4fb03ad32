"""A baseline to its file or to standard output, and what those who answer for it have to know."""

from pathlib import Path
from typing import TYPE_CHECKING

from compliance.actions._keeping import extend_file
from compliance.cli.gate import exit_status, explanations
from compliance.cli.streams import complain, write_out
from compliance.locale import Translator

if TYPE_CHECKING:
    from compliance.actions.baseline import Baseline


def write(made: "Baseline", out: Path | None, words: Translator, *, is_quiet: bool) -> int:
    """Write it, say on standard error what stands in it and what could not be judged; returns the exit status."""
    unwritten = 0
    if out is None:
        unwritten = write_out(made.content.decode(), words)
    else:
        extend_file(out, made.content)
    for notice in made.report.notices:
        complain(f"compliance: {words.message(notice)}")
    for reason in explanations(made.report, "never", words, is_full=True):
        complain(f"compliance: {reason}")
    if not is_quiet and not unwritten:
        name = words("standard output") if out is None else out.as_posix()
        complain(words("compliance: waivers added to {file}: {count}", file=name, count=made.added))
        if made.unsigned:
            template = "compliance: to be signed: {count}; until then --waivers refuses the file"
            complain(words(template, count=made.unsigned))
    return exit_status(made.report, "never") | unwritten
