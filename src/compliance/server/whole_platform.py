"""All that is known of one platform, as far as a visitor may see it."""

from collections.abc import Collection

from compliance.actions.kept_reader import KeptReader
from compliance.actions.places import files_of, without_places_of_others
from compliance.model.kept_run import KeptRun
from compliance.model.verdict import SubjectReport
from compliance.server.missing import NotFound


def whole_platform(reader: KeptReader, run: KeptRun, slug: str, seen: Collection[str] | None) -> SubjectReport:
    """Return what a run tells of a platform that the visitor may see; raises `NotFound` if it tells nothing.

    `seen` are the platforms that the visitor sees, None if these are all.
    """

    def own_files() -> frozenset[str]:
        return files_of(filter(None, (reader.platform(run, each) for each in seen or ())))

    subject = reader.platform(run, slug)
    if subject is None:
        raise NotFound
    return subject if seen is None else without_places_of_others(subject, own_files)
