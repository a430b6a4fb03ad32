"""What an owner may see of a report: its own platforms, and nothing of others."""

from collections.abc import Collection
from unicodedata import normalize

from compliance.actions.places import without_others
from compliance.actions.rule_list import rule_list
from compliance.actions.split import cut_to
from compliance.judgement.requirements import requirement_states
from compliance.loading.facts.catalogue import catalogue
from compliance.model.dataclass import replace
from compliance.model.dossier import Kind
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.model.verdict import SubjectReport


def of_owners(report: Report, owners: Collection[str]) -> Report:
    """Return the report, whole or of briefs, cut to the platforms of some owners, by their codes or their names.

    Documents have no owner and are left out, as are notices, which may speak of others, and places in files of others.
    Requirements are counted anew over these platforms; where the report was judged by another catalogue than that of
    this version they are left out, and a notice says so.
    """
    wanted = frozenset(normalize("NFC", owner).strip() for owner in owners) - {""}
    own = tuple(subject for subject in report.subjects if subject.kind is Kind.PLATFORM and _is_of(subject, wanted))
    cut = without_others(cut_to(report, own))
    if report.catalogue_sha256 != catalogue().sha256:
        template = (
            "The requirements are not counted for these platforms alone: the run was judged by another catalogue than "
            "the one that this version has"
        )
        return replace(cut, notices=(Message.of(template),))
    return replace(cut, requirements=requirement_states(catalogue(), rule_list(), own))


def _is_of(subject: SubjectReport, owners: frozenset[str]) -> bool:
    names = (subject.owner_code, subject.owner_vi, subject.owner_en)
    return any(normalize("NFC", name).strip() in owners for name in names if name)
