"""The closed scales on which requirements, proofs and verdicts are graded."""

from enum import StrEnum


class Obligation(StrEnum):
    """How strongly the text speaks."""

    MUST = "must"
    SHOULD = "should"
    DEFINITION = "definition"
    MAY = "may"
    OBSERVED = "observed"
    PROPOSAL = "proposal"


class Grade(StrEnum):
    """How well the text is known: the article was read, reported by a secondary source, or remembered."""

    TEXT = "text"
    SECONDARY = "secondary"
    MEMORY = "memory"


class Covers(StrEnum):
    """How much of what a duty says the rules that cite it look at."""

    WHOLE = "whole"
    PART = "part"


class InstrumentStatus(StrEnum):
    """Where an instrument stands in its life, as last checked."""

    IN_FORCE = "in-force"
    FUTURE = "future"
    TRANSITIONAL = "transitional"
    REPEALED = "repealed"
    UNCERTAIN = "uncertain"


class Severity(StrEnum):
    """What a breach weighs. Computed from the cited requirements, never chosen by a rule."""

    ADVICE = "advice"
    WARN = "warn"
    FAIL = "fail"

    @property
    def rank(self) -> int:
        """The position among severities: 0 for advice, 1 for a warning, 2 for a failure."""
        return _SEVERITIES.index(self)

    def lowered(self) -> "Severity":
        """Return the severity one step down; advice stays advice."""
        return _SEVERITIES[max(self.rank - 1, 0)]

    def at_most(self, limit: "Severity") -> "Severity":
        """Return the lighter of the two."""
        return min(self, limit, key=_SEVERITIES.index)


_SEVERITIES = tuple(Severity)  # listed once, because every verdict asks


class Proof(StrEnum):
    """What was seen is the breach itself, only points to one, or only raises the question; the strongest first."""

    CONCLUSIVE = "conclusive"
    INDICATIVE = "indicative"
    SUGGESTIVE = "suggestive"

    @property
    def rank(self) -> int:
        """The position among proofs: 0 for the strongest."""
        return _PROOFS.index(self)

    def at_most(self, limit: "Proof") -> "Proof":
        """Return the weaker of the two."""
        return max(self, limit, key=_PROOFS.index)


_PROOFS = tuple(Proof)


class ConfirmationState(StrEnum):
    """Whether a person has to look before a finding counts as a fail, and whether one has."""

    NEEDED = "needed"
    GIVEN = "given"
    NOT_NEEDED = "not-needed"


class Basis(StrEnum):
    """What a verdict rests on, the weakest first.

    The word of the record, a document that the owner published, a third party, our own look.
    """

    DECLARED = "declared"
    DOCUMENT = "document"
    THIRD_PARTY = "third-party"
    OBSERVED = "observed"


class Profile(StrEnum):
    """A way of reading the citations."""

    IN_FORCE = "in-force"
    GOOD_PRACTICE = "good-practice"
    READINESS = "readiness"


class Outcome(StrEnum):
    """What the auditor says of one rule on one dossier."""

    BREACHED = "breached"
    MET = "met"
    NOT_APPLICABLE = "not_applicable"
    NOT_OBSERVED = "not_observed"
    ERROR = "error"
    WAIVED = "waived"


class State(StrEnum):
    """What the report says of one requirement. It is met only if all that it says was looked at and kept."""

    MET = "met"
    NO_BREACH_FOUND = "no_breach_found"
    BREACHED = "breached"
    CONFLICT = "conflict"
    NOT_OBSERVED = "not_observed"
    NOT_CHECKABLE = "not_checkable"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
