"""Judge documents and records as they lie on disk."""

from typing import Final

from compliance.actions._given import Given
from compliance.actions._reporting import report_on
from compliance.actions._sources import Gathered, gather
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.model.report import Report

_READING: Final = Reading()
_JUDGING: Final = Judging()
_NETWORK: Final = NetworkSettings()


def check(
    *sources: Given,
    reading: Reading = _READING,
    judging: Judging = _JUDGING,
    network: NetworkSettings = _NETWORK,
) -> Report:
    """Judge OpenAPI documents and platform records without looking at anything that runs; folders are searched.

    An https address is fetched, what it refers to only where `reading` allows to fetch; `network` limits both. A text
    that is at hand is given as `SourceText(name, content)`. What is wrong with a file stands in the report.

        report = compliance.check("openapi.yaml")
        print(report.summary)

    Raises:
        UsageError: no file that was named is there, a rule is not known.
        InputError: the waivers are not understood.
        NothingToJudge: neither a document nor a record was found, or no chosen rule concerns them.
    """
    return check_gathered(gather(sources, reading, network, judging.files), judging)


def check_gathered(gathered: Gathered, judging: Judging) -> Report:
    """Judge what was gathered, for a caller that keeps it."""
    return report_on(gathered.dossiers, judging, notices=tuple(gathered.notices()))
