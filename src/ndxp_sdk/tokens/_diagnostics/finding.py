"""Hold what a check found or, if it was not seen, why not."""

from dataclasses import dataclass

from ndxp_sdk.tokens._diagnostics.messages import REASONS
from ndxp_sdk.tokens.check import Sentence
from ndxp_sdk.tokens.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Finding:
    """The finding of a check. `reason` says why it is not known."""

    passed: bool | None
    found: str | None = None
    expected: str | None = None
    reason: Sentence | None = None
    is_unprotected: bool = False


def unseen(evidence: Evidence, found: str | None = None) -> Finding:
    """Build the finding of what only the authorization server knows, with the reason why it did not tell."""
    return Finding(None, found, None, _silence(evidence))


def _silence(evidence: Evidence) -> Sentence:
    if evidence.method == "":
        return REASONS["nobody asked"]
    if evidence.problem:
        return REASONS["nothing to ask with"]
    if evidence.metadata is None:
        return REASONS["no metadata"]
    if evidence.metadata.diagnostics_url is None:
        return REASONS["no diagnostics"]
    return REASONS["no diagnosis" if evidence.diagnosis_problem else "not told"]


def unlisted(evidence: Evidence, found: str | None) -> Finding:
    """Build the finding of what the metadata does not list."""
    return Finding(None, found, None, REASONS["no metadata" if evidence.metadata is None else "not listed"])
