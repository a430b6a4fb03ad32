"""All that is known of one platform, as far as the visitor may see it."""

from typing import TYPE_CHECKING

from compliance.actions.places import files_of, without_places_of_others
from compliance.model.verdict import SubjectReport
from compliance.server.missing import NotFound

if TYPE_CHECKING:
    from compliance.server.visit import Visit


def whole_platform(visit: "Visit", slug: str) -> SubjectReport:
    """Return what the run tells of a platform that the visitor may see; raises `NotFound` if it tells nothing."""
    subject = visit.reader.platform(visit.run, slug)
    if subject is None:
        raise NotFound
    return subject if visit.identity.sees_all else without_places_of_others(subject, lambda: _own_files(visit))


def _own_files(visit: "Visit") -> frozenset[str]:
    """Return the files by which the platforms that the visitor may see were judged."""

    def made() -> frozenset[str]:
        return files_of(filter(None, (visit.reader.platform(visit.run, each.id) for each in visit.platforms)))

    return visit.remembered("own files", made)
