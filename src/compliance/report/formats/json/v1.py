"""The shape of the JSON report, written down once: the writer fills it, the published schema is made from it.

Fields stand in the order in which they are written. Text for people is in the language of the report. The classes have
no method but the constructor, because nothing but the writer holds one and each method costs time at every start.
"""

from typing import Any, Final, Literal

from compliance.model.dataclass import dataclass
from compliance.model.grades import State
from compliance.model.language import Language
from compliance.report.formats.json.v1_changes import Changes, Run
from compliance.report.formats.json.v1_due import Due
from compliance.report.formats.json.v1_ladder import Connection, Ladder
from compliance.report.formats.json.v1_verdicts import Verdict
from compliance.report.json_schema import schema_of

SCHEMA_ID: Final = "https://ndxp-sdk.example/schemas/report.schema.json"


@dataclass(slots=True, eq=False, repr=False)
class Tool:
    """What wrote the report."""

    name: Literal["compliance"]
    version: str


@dataclass(slots=True, eq=False, repr=False)
class Catalogue:
    """The facts that were judged against; the hash is over the files of requirements."""

    version: str
    sha256: str


@dataclass(slots=True, eq=False, repr=False)
class Name:
    """A name in both languages; null where it is not known."""

    vi: str | None
    en: str | None


@dataclass(slots=True, eq=False, repr=False)
class Owner:
    """The agency in charge; null where it is not known."""

    code: str | None
    name_vi: str | None
    name_en: str | None


@dataclass(slots=True, eq=False, repr=False)
class Inspection:
    """When, from where and through which hub was looked; null where it is not known."""

    at: str
    vantage: str | None
    hub: str | None


@dataclass(slots=True, eq=False, repr=False)
class Look:
    """Something that was looked at, and what came back."""

    place: str
    fact: str


@dataclass(slots=True, eq=False, repr=False)
class Gap:
    """Something that could not be looked at or is not known, and why."""

    place: str
    reason: str
    remedy: str | None
    line: int | None
    column: int | None


@dataclass(slots=True, eq=False, repr=False)
class Source:
    """A file that was judged, and the SHA-256 of its bytes."""

    uri: str
    sha256: str


@dataclass(slots=True, eq=False, repr=False)
class Subject:
    """One platform or document.

    `inspection` is null where nothing was looked at over the network, `lists` are the official lists that the record
    names.
    """

    id: str
    kind: Literal["document", "platform"]
    name: Name
    owner: Owner
    ladder: Ladder
    verdicts: tuple[Verdict, ...]
    looks: tuple[Look, ...]
    gaps: tuple[Gap, ...]
    sources: tuple[Source, ...]
    dossier: str | None
    inspection: Inspection | None
    lists: tuple[str, ...]


@dataclass(slots=True, eq=False, repr=False)
class Requirement:
    """One requirement over all subjects: the rules that speak on it, or the code of the reason why none does."""

    id: str
    state: State
    rules: tuple[str, ...]
    reason: str | None


@dataclass(slots=True, eq=False, repr=False)
class Breached:
    """Breached verdicts by severity. `fail` are those that count, `to_confirm` those that wait for a person."""

    fail: int
    warn: int
    advice: int
    to_confirm: int


@dataclass(slots=True, eq=False, repr=False)
class Findings:
    """Violations, which are places, by severity: fails that count, fails that wait for a person, those waived apart.

    `subjects` are the platforms and documents that have one which is not waived. `of_rulesets` are those of all weights
    that a ruleset found, behind which no law stands.
    """

    fail: int
    to_confirm: int
    warn: int
    advice: int
    waived: int
    subjects: int
    of_rulesets: int


@dataclass(slots=True, eq=False, repr=False)
class Requirements:
    """Requirements by state; `checkable` are all but those not checkable by a machine."""

    checkable: int
    met: int
    breached: int
    conflict: int
    not_observed: int
    waived: int
    not_applicable: int
    not_checkable: int
    no_breach_found: int


@dataclass(slots=True, eq=False, repr=False)
class Summary:
    """Counts of verdicts over all subjects; `sentence` is the most that the report claims.

    Beside them `findings` counts places, `rules_broken` rules, `requirements.breached` requirements. `declared` are
    those of `met` that rest on the word of a record alone, `to_confirm` the findings that wait for a person,
    `nothing_to_look_at` the subjects for which nothing was given that could be judged.
    """

    subjects: int
    rules_run: int
    breached: Breached
    met: int
    not_applicable: int
    waived: int
    not_observed: int
    errors: int
    could_not_be_judged: int
    nothing_to_look_at: int
    requirements: Requirements
    sentence: str
    declared: int
    findings: Findings
    rules_broken: int
    to_confirm: int
    connection: Connection


@dataclass(slots=True, eq=False, repr=False)
class Report:
    """Verdicts on platforms and documents, as of a day.

    `run` is the kept run that it is of, `changes` are those since an earlier one; null where there is none.
    """

    schema: Literal["compliance-report/1"]
    tool: Tool
    catalogue: Catalogue
    as_of: str
    profile: str
    simulated: bool
    language: Language
    notices: tuple[str, ...]
    subjects: tuple[Subject, ...]
    requirements: tuple[Requirement, ...]
    summary: Summary
    due: tuple[Due, ...]
    run: Run | None
    changes: Changes | None


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the report; fields may be added to any object without notice."""
    return schema_of(Report, SCHEMA_ID, "Compliance report")
