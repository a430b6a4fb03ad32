"""The shape of the JSON report where it says what changed since an earlier run; see v1 for the rest."""

from compliance.model.dataclass import dataclass
from compliance.model.grades import Severity
from compliance.model.kept_run import RunState
from compliance.model.ladder import Rung
from compliance.model.run_changes import Cause, FindingChange
from compliance.model.standing import StageState, Standing


@dataclass(slots=True, eq=False, repr=False)
class Run:
    """A kept run by its number, which tells the order of runs whatever the clock said; times are in UTC."""

    number: int
    label: str | None
    state: RunState
    begun: str
    ended: str | None


@dataclass(slots=True, eq=False, repr=False)
class Move:
    """A platform on another stage or connection than then; a stage is null where it was not decided.

    `reason` is what is known of the lowest stage that was lost: `old` and `unseen` are no proof that it ended.
    """

    subject: str
    was: Rung | None
    now: Rung | None
    connection_was: Standing
    connection_now: Standing
    cause: Cause
    reason: StageState | None


@dataclass(slots=True, eq=False, repr=False)
class ChangedFinding:
    """A finding that is not as it was. `was` and `now` are its weights, null where it was or is not there, or had none.

    Only `mended` says that it is: `dropped` is of a rule that no longer applies or runs, `unseen` of one that could not
    look at everything this time. `first_look` says of a new one that its rule could not look at everything then.
    """

    change: FindingChange
    cause: Cause
    subject: str
    rule: str
    fingerprint: str
    message: str
    was: Severity | None
    now: Severity | None
    first_look: bool


@dataclass(slots=True, eq=False, repr=False)
class JudgedBy:
    """By what a run was judged."""

    catalogue: str
    catalogue_sha256: str
    as_of: str
    profile: str
    tool: str


@dataclass(slots=True, eq=False, repr=False)
class LawChange:
    """What of the law differs. `told_apart` says that the earlier evidence was judged by the later law."""

    before: JudgedBy
    after: JudgedBy
    requirements_added: tuple[str, ...]
    requirements_removed: tuple[str, ...]
    rules_added: tuple[str, ...]
    rules_removed: tuple[str, ...]
    told_apart: bool


@dataclass(slots=True, eq=False, repr=False)
class Changes:
    """What changed since a run. A violation that is not among `findings` is as it was; `known` counts those.

    `added` and `left_out` are the platforms that only the later or only the earlier run looked at. `law` is null where
    both were judged alike.
    """

    since: Run
    moves: tuple[Move, ...]
    findings: tuple[ChangedFinding, ...]
    known: int
    added: tuple[str, ...]
    left_out: tuple[str, ...]
    law: LawChange | None
