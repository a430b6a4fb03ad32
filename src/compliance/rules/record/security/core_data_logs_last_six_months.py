"""Logs on the processing of core and important data are kept for six months.

Broken: Logs on core or important data are kept for less than six months

What was done with such data has to be told afterwards.

To mend it, keep the processing log of the service for six months or more.

Shows the time in the record. Does not show that the log is kept, nor whether the data is on the list of such data.
"""

from collections.abc import Iterator

from compliance.model.record import NONE, Service
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

LEAST = 6


def may_be_core(service: Service) -> bool:
    return service.classification not in {"normal", "secret"}


@rule(
    "ND165-2025.D17.K10",
    "ND363-2026.D22.K1.B",
    when=may_be_core,
    needs=("classification", "processing_log_months"),
)
def core_data_logs_last_six_months(service: Service) -> Iterator[Violation | Unknown]:
    kept, at = service.processing_log_months, service.at.child("processing_log_months")
    if service.classification == NONE:
        place = service.at.child("classification")
        yield Unknown("the data of the service {service} is not classified", place, service=service.id)
    elif service.classification is None or kept is None:
        return
    elif isinstance(kept, str):
        yield Violation("the service {service} keeps no processing log", at, service=service.id)
    elif kept < LEAST:
        template = "months that the service {service} keeps its processing log: {found}; 6 are required"
        yield Violation(template, at, service=service.id, found=f"{kept:g}")


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: maps, classification: core, processing_log_months: 6}\n",
    _RECORD + "{id: maps, classification: important, processing_log_months: 24}\n",
]
BAD = {
    "months that the service maps keeps its processing log: 3; 6 are required": _RECORD
    + "{id: maps, classification: core, processing_log_months: 3}  # <-\n",
    "months that the service maps keeps its processing log: 5.5; 6 are required": _RECORD
    + "{id: maps, classification: important, processing_log_months: 5.5}  # <-\n",
    "the service maps keeps no processing log": _RECORD
    + "{id: maps, classification: core, processing_log_months: none}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: maps, classification: core}\n",
    _RECORD + "{id: maps, processing_log_months: 3}\n",
    _RECORD + "{id: maps, classification: none, processing_log_months: 3}\n",
]
IRRELEVANT = [_RECORD + "{id: households, classification: normal, processing_log_months: none}\n"]
