"""The server's checks, run here over what would be sent, merged with what the server itself says. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from ndxp_sdk._redaction.echoes import BETWEEN
from ndxp_sdk._text import line
from ndxp_sdk._text import masked as patterned
from ndxp_sdk.tokens._diagnostics.checks import CHECKS
from ndxp_sdk.tokens._diagnostics.finding import Finding
from ndxp_sdk.tokens._diagnostics.messages import ADVICE, QUESTIONS
from ndxp_sdk.tokens.check import Check, Sentence
from ndxp_sdk.tokens.evidence import Evidence

Diagnosis = Mapping[str, Any]
_LONGEST_NAME: Final = 60
CORRECTED: Final = "clock"  # because assertions are dated by the server's clock, it sees no fault in ours


def explain(every: tuple[Evidence, ...], mask: Callable[[str], str]) -> tuple[Check, ...]:
    """Return the checks of each credential in the order in which they matter; the first that failed is the one to mend.

    `mask` takes secrets out of what others have written.
    """
    checks = [check for evidence in every for check in _merged(evidence)]
    texts = {text: text for check in checks for text in _texts(check)}
    told = mask(BETWEEN.join(text.replace(BETWEEN, " ") for text in texts)).split(BETWEEN)
    shown: dict[str | None, str] = {text: line(masked) for text, masked in zip(texts, told, strict=True)}
    return tuple(_shown(check, shown) for check in checks)


def _texts(check: Check) -> Iterator[str]:
    advice = (check.advice.en, check.advice.vi) if check.advice else ()
    yield from (text for text in (check.name, check.found, check.expected, *advice) if text is not None)


def _shown(check: Check, shown: Mapping[str | None, str]) -> Check:
    advice = check.advice and Sentence(shown[check.advice.en], shown[check.advice.vi])
    found, expected = shown.get(check.found), shown.get(check.expected)
    return replace(check, name=shown[check.name][:_LONGEST_NAME], found=found, expected=expected, advice=advice)


def _merged(evidence: Evidence) -> Iterator[Check]:
    told = {str(item.get("check")): item for item in _told(evidence.diagnosis)}
    own = {name: finding for name, judge in CHECKS.items() if (finding := judge(evidence))}
    named = [name for name in QUESTIONS if name in own or name in told]
    for name in (*named, *(name for name in told if name not in QUESTIONS)):
        yield _check(evidence.about, name, own.get(name), told.get(name, {}))


def _told(diagnosis: Diagnosis | None) -> list[Diagnosis]:
    checks = diagnosis.get("checks") if diagnosis else None
    return [item for item in checks if isinstance(item, Mapping)] if isinstance(checks, list) else []


def _check(about: str, name: str, own: Finding | None, told: Diagnosis) -> Check:
    verdict, known = told.get("passed"), own or Finding(None)
    is_told = isinstance(verdict, bool)
    passed = (
        verdict if isinstance(verdict, bool) and not (name == CORRECTED and known.passed is False) else known.passed
    )
    return Check(
        name=name,
        passed=passed,
        found=known.found or _text(told.get("found")),
        expected=known.expected or _text(told.get("expected")),
        question=QUESTIONS.get(name),
        advice=(_detail(told) or ADVICE.get(name)) if passed is False else None,
        told_by="client" if not is_told else "both" if own else "server",
        about=about,
        reason=known.reason if passed is None else None,
        is_unprotected=known.is_unprotected,
    )


def _detail(told: Diagnosis) -> Sentence | None:
    detail = told.get("detail")
    texts = detail if isinstance(detail, Mapping) else {}
    english, vietnamese = _text(texts.get("en")), _text(texts.get("vi"))
    if english is None and vietnamese is None:
        return None
    return Sentence(english or f"the server answers: «{vietnamese}»", vietnamese or f"máy chủ trả lời: «{english}»")


def _text(value: object) -> str | None:
    return patterned(value) if isinstance(value, str) and value else None
