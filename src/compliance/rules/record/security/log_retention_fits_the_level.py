"""Logs are kept as long as the security level asks.

Broken: Logs are kept for less time than the security level asks

Who finds an intrusion after months needs the logs of those months.

To mend it, keep logs for 1, 3, 6 or 12 months at level 2, 3, 4 or 5.

Shows the time in the record. Does not show that logs are kept, nor what they hold.
"""

from collections.abc import Iterator

from compliance.model.record import Record
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.record.security._levels import may_be_from

# TCVN 14423:2026, 4.8.2.1 and 5.8.2.1
MONTHS = {2: 1, 3: 3, 4: 6, 5: 12}


def may_be_of_level_2(record: Record) -> bool:
    return may_be_from(record, min(MONTHS))


@rule("TCVN14423-2026.LOG", when=may_be_of_level_2, needs=("security_level.level", "log_retention_months"))
def log_retention_fits_the_level(record: Record) -> Iterator[Violation]:
    level, kept = record.level, record.log_retention_months
    if level is None or kept is None:
        return
    least, at = MONTHS[level], record.at.child("log_retention_months")
    if isinstance(kept, str):
        yield Violation("logs are not kept; level {level} asks for {least} months", at, level=level, least=least)
    elif kept < least:
        template = "months that logs are kept: {found}; level {level} asks for {least}"
        yield Violation(template, at, found=f"{kept:g}", level=level, least=least)


_RECORD = "slug: household-business\nowner: {code: G12}\nsecurity_level: {level: 3}\n"
GOOD = [
    _RECORD + "log_retention_months: 3\n",
    _RECORD.replace("3", "5") + "log_retention_months: 12.0\n",
    _RECORD.replace("3", "2") + "log_retention_months: 1\n",
]
BAD = {
    "months that logs are kept: 1; level 3 asks for 3": _RECORD + "log_retention_months: 1  # <-\n",
    "months that logs are kept: 2.5; level 3 asks for 3": _RECORD + "log_retention_months: 2.5  # <-\n",
    "logs are not kept; level 3 asks for 3 months": _RECORD + "log_retention_months: none  # <-\n",
}
UNKNOWN = [_RECORD, "slug: household-business\nowner: {code: G12}\nlog_retention_months: 1\n"]
IRRELEVANT = [
    _RECORD.replace("3", "1") + "log_retention_months: none\n",
    "slug: household-business\nowner: {code: G12}\nsecurity_level: none\n",
]
