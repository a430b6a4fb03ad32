"""The shape of the JSON report where it says how far platforms have come; see v1 for the rest."""

from compliance.model.conflict import Source
from compliance.model.dataclass import dataclass
from compliance.model.ladder import EvidenceClass, Rung
from compliance.model.standing import Listed, StageState, Standing


@dataclass(slots=True, eq=False, repr=False)
class Stage:
    """One stage by itself, and the rules that this version lacks to decide it.

    `basis` is the class of its evidence, also where that is too old to count, and `seen_on` the last day of it;
    `counts_until` is the last day on which it counts, null where that has no end or is not known.
    """

    rung: Rung
    state: StageState
    lacking: tuple[str, ...]
    basis: EvidenceClass | None
    seen_on: str | None
    counts_until: str | None


@dataclass(slots=True, eq=False, repr=False)
class Connected:
    """What is known of the connection: a class to count by, a sentence, and whether two sources disagree."""

    standing: Standing
    sentence: str
    conflict: bool


@dataclass(slots=True, eq=False, repr=False)
class Side:
    """What one source says by a rule. `source` is null for a rule that itself holds two sources against one another."""

    source: Source | None
    rule: str
    kept: bool


@dataclass(slots=True, eq=False, repr=False)
class Conflict:
    """A question on which the sources of a platform disagree, with what each says."""

    code: str
    question: str
    sides: tuple[Side, ...]


@dataclass(slots=True, eq=False, repr=False)
class Ladder:
    """How far a platform has come: the rung that evidence supports, beside the one its record claims.

    `listed` says on which official list it stands: the last one, only an earlier one, which a later one may continue by
    another name, or none that is held here; null without a record.
    """

    rung: str | None
    claimed: str | None
    evidence: tuple[str, ...]
    undecided: tuple[str, ...]
    stages: tuple[Stage, ...]
    connected: Connected | None
    listed: Listed | None
    conflicts: tuple[Conflict, ...]


@dataclass(slots=True, eq=False, repr=False)
class Connection:
    """Platforms by where they stand: from `exchanging` to `unknown` they add up to all but the intermediaries.

    Beside the sum are `intermediary`, what others connect through, `conflicts`, whose sources disagree, and
    `earlier_list`, which only an earlier list has; `continued` are the ones of these of which a later list probably has
    the same platform.
    """

    exchanging: int
    exchanging_elsewhere: int
    exchanging_unnamed: int
    answered: int
    registered: int
    claimed: int
    not_in_use: int
    unknown: int
    intermediary: int
    conflicts: int
    earlier_list: int
    continued: int
