"""The reader's words for keys of programs: what each sees, and whether it counts."""

from datetime import date

from compliance.locale import Translator
from compliance.model.program_key import ProgramKey
from compliance.report import run_words


def seen(key: ProgramKey, words: Translator) -> str:
    """Return whose platforms a key shows."""
    return ", ".join(key.owners) or words("every platform")


def state(key: ProgramKey, day: date, words: Translator) -> str:
    """Return what became of a key until a day."""
    if key.revoked is not None:
        return words("revoked {date}", date=run_words.moment(key.revoked, words))
    return words("counts") if key.counts_on(day) else words("ended")
