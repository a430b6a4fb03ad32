"""Judge documents and records as they lie on disk."""

from os import PathLike
from pathlib import Path
from typing import Final

from compliance.actions._reporting import report_on
from compliance.actions._sources import gather
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.model.report import Report

_READING: Final = Reading()
_JUDGING: Final = Judging()
_NETWORK: Final = NetworkSettings()


def check(
    *sources: str | PathLike[str],
    reading: Reading = _READING,
    judging: Judging = _JUDGING,
    network: NetworkSettings = _NETWORK,
) -> Report:
    """Judge OpenAPI documents and platform records without looking at anything that runs; folders are searched.

    `network` limits what is fetched where `reading` allows to fetch. What is wrong with a file stands in the report.

        report = compliance.check("openapi.yaml")
        print(report.summary)

    Raises:
        UsageError: a file is not there, a rule is not known.
        InputError: the waivers are not understood.
        NothingToJudge: neither a document nor a record was found, or no chosen rule concerns them.
    """
    gathered = gather([Path(source) for source in sources], reading, network)
    return report_on(gathered.dossiers, judging, notices=tuple(gathered.notices()))
