"""The server's checks, run here over what would be sent, merged with what the server itself says. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ndxp_sdk._legible import legible
from ndxp_sdk.tokens._judges import JUDGES, Finding
from ndxp_sdk.tokens._sentences import ADVICE, QUESTIONS
from ndxp_sdk.tokens.check import Check, Sentence
from ndxp_sdk.tokens.evidence import Evidence

Told = Mapping[str, Any]
CORRECTED: Final = "clock"  # because assertions are dated by the server's clock, it sees no fault in ours


def explained(every: tuple[Evidence, ...]) -> tuple[Check, ...]:
    """The checks of each credential in the order in which they matter; the first that failed is the one to mend."""
    return tuple(check for evidence in every for check in _merged(evidence))


def _merged(evidence: Evidence) -> Iterator[Check]:
    told = {str(item.get("check")): item for item in _told(evidence.diagnosis)}
    own = {name: finding for name, judge in JUDGES.items() if (finding := judge(evidence))}
    named = [name for name in QUESTIONS if name in own or name in told]
    for name in (*named, *(name for name in told if name not in QUESTIONS)):
        yield _check(evidence.about, name, own.get(name), told.get(name, {}))


def _told(diagnosis: Told | None) -> list[Told]:
    checks = diagnosis.get("checks") if diagnosis else None
    return [item for item in checks if isinstance(item, Mapping)] if isinstance(checks, list) else []


def _check(about: str, name: str, own: Finding | None, told: Told) -> Check:
    verdict = told.get("passed")
    passed, found, expected = own or (None, None, None)
    if isinstance(verdict, bool) and not (name == CORRECTED and passed is False):
        passed = verdict
    found, expected = found or _text(told.get("found")), expected or _text(told.get("expected"))
    advice = (_detail(told) or ADVICE.get(name)) if passed is False else None
    question = QUESTIONS.get(name)
    if not isinstance(verdict, bool):
        return Check(name, passed, found, expected, question, advice, "client", about)
    return Check(legible(name, 60), passed, found, expected, question, advice, "both" if own else "server", about)


def _detail(told: Told) -> Sentence | None:
    detail = told.get("detail")
    texts = detail if isinstance(detail, Mapping) else {}
    english, vietnamese = _text(texts.get("en")), _text(texts.get("vi"))
    if english is None and vietnamese is None:
        return None
    return Sentence(english or vietnamese or "", vietnamese or english or "")


def _text(value: object) -> str | None:
    return legible(value) if isinstance(value, str) and value else None
